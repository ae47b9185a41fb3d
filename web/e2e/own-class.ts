// A class of one's own, of this school year: the generated district's classes ended with the last one.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { APIRequestContext, Browser, Page } from '@playwright/test'

import { program } from './start'
import { staffPage } from './signed-in'

// Brought in by our own sheets, with its teacher, whose page is opened. `key` begins the numbers of all of them.
export async function ownClass(
  browser: Browser,
  request: APIRequestContext,
  school: string,
  of: { key: string; title: string; teacher: string; children: string[] },
): Promise<{ page: Page }> {
  const known = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  const code = known.find((one) => one.scheme === 'cn.school-code')?.value ?? ''
  const since = '2026-09-01'
  const { key } = of
  const sheets = {
    classes: `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\n${key}1,${code},,${of.title},行政班,05,${since},\n`,
    staff: `教工号,学校标识码,姓名,性别,岗位类别,任教学科,到校日期\n${key}T1,${code},${of.teacher},女,教师,数学,${since}\n`,
    students: `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\n${of.children
      .map((name, at) => `${key}${at},${code},${name},女,05,${key}1,${since},\n`)
      .join('')}`,
    enrolments: `班级代码,学校标识码,学籍号或教工号,身份,起始日期\n${key}1,${code},${key}T1,教师,${since}\n`,
  }
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-class-'))
  const files = Object.entries(sheets).map(([name, text]) => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, text)
    return file
  })
  execFileSync(program, ['import', ...files, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
  const staff = await (await request.get(`/api/schools/${school}/staff-accounts`)).json()
  return staffPage(browser, request, school, {
    n: (staff.items as { name: string; role: string; at: string }[])
      .filter((one) => one.role === 'teacher' && !one.at)
      .findIndex((one) => one.name === of.teacher),
  })
}
