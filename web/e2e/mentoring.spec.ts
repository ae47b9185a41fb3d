import type { APIRequestContext, Browser, Page } from '@playwright/test'

import { expect, foundGroup, pageOf, settled, test, withoutBarriers } from './signed-in'

interface Person {
  id: string
  name: string
  role: string
  subject: string
}

// A page of somebody who is tied to a member of staff.
async function pageOfTeacher(
  browser: Browser,
  request: APIRequestContext,
  school: string,
  person: Person,
  name: string,
): Promise<Page> {
  const page = await pageOf(browser, request, { name, role: 'teacher', org: school })
  const csrf = ((await (await request.get('/api/session')).json()) as { csrf: string }).csrf
  const tied = await request.post(`/api/schools/${school}/staff-accounts`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { person_id: person.id, sign_in: name },
  })
  expect(tied.ok()).toBe(true)
  return page
}

test('a school arranges a pair, both agree, a lesson is observed, the pair is concluded', async ({
  page,
  request,
  areas,
  browser,
}) => {
  const group = await foundGroup(request, areas, '结对集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string }[]
  }
  const school = of.members[0]!.school_id
  const staff = (await (await request.get(`/api/schools/${school}/staff`)).json()) as { items: Person[] }
  const teachers = staff.items.filter((one) => one.role === 'teacher' && one.subject)
  const suggestionsFor = async (one: Person) =>
    (
      (await (await request.get(`/api/mentoring/${school}/suggestions?mentee=${one.id}`)).json()) as {
        items: { person_id: string; name: string }[]
      }
    ).items
  // Somebody for whom a colleague of the same school is suggested: not every subject has one.
  let mentee = teachers[0]!
  let suggested = { person_id: '', name: '' }
  for (const one of teachers) {
    const found = (await suggestionsFor(one))[0]
    if (!found || !teachers.some((two) => two.id === found.person_id)) continue
    mentee = one
    suggested = found
    break
  }

  await page.goto(`/mentoring/${school}`)
  await settled(page)
  await page.getByRole('button', { name: '安排结对' }).first().click()
  const dialog = page.getByRole('dialog', { name: '安排结对' })
  await dialog.getByLabel('徒弟').click()
  await page
    .getByRole('option', { name: new RegExp(`^${mentee.name} `) })
    .first()
    .click()
  const first = dialog.locator('.el-checkbox').first()
  await expect(first).toBeVisible()
  const mentor = teachers.find((one) => one.id === suggested.person_id)!
  await dialog.locator('.suggested .el-checkbox').first().click()
  await dialog.getByRole('button', { name: '安排结对' }).click()
  const title = `${mentor.name} 带 ${mentee.name}`
  await expect(page.getByRole('link', { name: title })).toBeVisible()
  await withoutBarriers(page)

  const young = await pageOfTeacher(browser, request, school, mentee, 'mentee')
  const old = await pageOfTeacher(browser, request, school, mentor, 'mentor')
  for (const own of [young, old]) {
    await own.setViewportSize({ width: 390, height: 844 })
    await own.goto('/mentoring')
    await settled(own)
    await expect(own.getByText('1 个结对等你同意')).toBeVisible()
    await own.getByRole('link', { name: title }).click()
    await own.getByRole('button', { name: '同意', exact: true }).click()
    await expect(own.getByText('请你确认这个结对')).toBeHidden()
  }
  await expect(old.getByText('进行中')).toBeVisible()
  await old.getByRole('button', { name: '安排或记录听课' }).click()
  const visit = old.getByRole('dialog', { name: '安排或记录听课' })
  await visit.getByLabel('课题').fill('分数的初步认识')
  await visit.getByLabel('观察').fill('板书清楚')
  await visit.getByRole('button', { name: '保存' }).click()
  await expect(old.getByText('板书清楚')).toBeVisible()
  await withoutBarriers(old)

  await young.reload()
  await young.getByRole('button', { name: '我的体会' }).click()
  const note = young.getByRole('dialog', { name: '我的体会' })
  await note.getByLabel('徒弟体会').fill('有点紧张')
  await note.getByRole('button', { name: '保存' }).click()
  await expect(young.getByText('有点紧张')).toBeVisible()

  await page.getByRole('link', { name: title }).click()
  await expect(page.getByText('板书清楚')).toBeVisible()
  await expect(page.getByText('有点紧张')).toHaveCount(0)
  await page.getByRole('button', { name: '考核结果' }).click()
  const review = page.getByRole('dialog', { name: '考核结果' })
  await review.getByText('期满考核', { exact: true }).click()
  await review.getByText('达成', { exact: true }).click()
  await review.getByLabel('意见').fill('能独立上课')
  await review.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已结束')).toBeVisible()
  await withoutBarriers(page)
})

test('a subject leader serves all teachers of a group', async ({ page, request, areas }) => {
  const group = await foundGroup(request, areas, '服务集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string; school: string }[]
  }
  const member = of.members[0]!
  const staff = (await (await request.get(`/api/schools/${member.school_id}/staff`)).json()) as {
    items: Person[]
  }
  const leader = staff.items.find((one) => one.role === 'teacher' && one.subject === 'chinese')!
  await page.goto(`/mentoring/${group.id}`)
  await settled(page)
  await page.getByRole('button', { name: '设服务岗位' }).click()
  const dialog = page.getByRole('dialog', { name: '设服务岗位' })
  await dialog.getByLabel('学科').click()
  await page.getByRole('option', { name: '语文' }).click()
  await dialog.getByLabel('学校').click()
  await page.getByRole('option', { name: member.school }).click()
  await dialog.getByLabel('带头人').click()
  await page
    .getByRole('option', { name: new RegExp(`^${leader.name} `) })
    .first()
    .click()
  await dialog.getByRole('button', { name: '设服务岗位' }).click()
  await page.getByRole('link', { name: new RegExp(`^${leader.name}：服务`) }).click()
  await page.getByRole('button', { name: '安排或记录到校' }).click()
  const visit = page.getByRole('dialog', { name: '安排或记录到校' })
  await visit.getByLabel('学校').click()
  await page.getByRole('option', { name: member.school }).click()
  await visit.getByLabel('内容').fill('听课与集体备课')
  await visit.locator('.el-checkbox').first().click()
  await visit.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('见到 1 人')).toBeVisible()
  await expect(page.getByText('已到 1/1 校').first()).toBeVisible()
  await withoutBarriers(page)
})
