// What comes from elsewhere and goes there: a course package of another platform, questions by sheet, and answers that a
// class wrote on paper.
import { strToU8, zipSync } from 'fflate'

import { ownClass } from './own-class'
import { phoneBy } from './phone-by'
import { expect, fitsItsWidth, foundGroup, settled, staffPage, test, withoutBarriers } from './signed-in'

const zipOf = (entries: Record<string, string>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)]))),
  )

const quiz = `<questestinterop><assessment ident="a" title="课前测"><section ident="root_section">
<item ident="i1" title="得数"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>
<mattext texttype="text/html">&lt;p&gt;二分之一加二分之一等于几？&lt;/p&gt;</mattext></material><response_lid ident="r"
rcardinality="Single"><render_choice><response_label ident="x"><material><mattext>1</mattext></material></response_label>
<response_label ident="y"><material><mattext>四分之一</mattext></material></response_label></render_choice></response_lid>
</presentation><resprocessing><outcomes><decvar maxvalue="100"/></outcomes><respcondition><conditionvar><varequal
respident="r">x</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></section>
</assessment></questestinterop>`
const manifest = (more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
 xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"><metadata><schema>IMS Common Cartridge</schema>
<schemaversion>1.3.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>分数的故事
</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata><organizations><organization identifier="o"
structure="rooted-hierarchy"><item identifier="root"><item identifier="w1"><title>第一周</title><item identifier="i1"
identifierref="r1"><title>教学设计</title></item><item identifier="i2" identifierref="r2"><title>导读</title></item><item
identifier="i3" identifierref="r4"><title>课前测</title></item></item><item identifier="w2"><title>第二周</title><item
identifier="i4" identifierref="r3"><title>分数墙</title></item><item identifier="i5" identifierref="r5"><title>说一说</title>
</item></item></item></organization></organizations><resources><resource identifier="r1" type="webcontent"
href="files/plan.txt"><file href="files/plan.txt"/></resource><resource identifier="r2" type="webcontent"
href="pages/read.html"><file href="pages/read.html"/></resource><resource identifier="r3" type="imswl_xmlv1p3"><file
href="wall.xml"/></resource><resource identifier="r4" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment"><file href="quiz.xml"/>
</resource><resource identifier="r5" type="imsdt_xmlv1p3"><file href="talk.xml"/></resource>${more}</resources></manifest>`
const cartridge = {
  'imsmanifest.xml': manifest(),
  'files/plan.txt': '三课时',
  'pages/read.html': '<html><script>alert(1)</script><p>从分蛋糕说起</p></html>',
  'wall.xml':
    '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>墙</title><url href="https://example.org/wall"/></webLink>',
  'quiz.xml': quiz,
  'talk.xml': '<topic/>',
}

test('a course package of another platform is looked at, refused where it is not what it says, and taken in whole', async ({
  request,
  areas,
  browser,
}) => {
  test.setTimeout(180_000)
  const group = await foundGroup(request, areas, '课程包集团')
  const members = (await (await request.get(`/api/groups/${group.id}`)).json()).members as {
    school_id: string
  }[]
  const { page: desk } = await staffPage(browser, request, members[0]!.school_id, { n: 0 })
  await desk.goto(`/courses/${group.id}`)
  await settled(desk)
  await desk.getByRole('button', { name: '导入课程包' }).click()
  const dialog = desk.getByRole('dialog', { name: '导入课程包' })
  await dialog.getByLabel('学科').click()
  await desk.getByRole('option', { name: '数学' }).click()
  const bring = (name: string, entries: Record<string, string>) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: zipOf(entries) })

  // A page under the name of a document: the whole of it is refused, with the place.
  await bring('wrong.imscc', {
    ...cartridge,
    'imsmanifest.xml': manifest(
      '<resource identifier="r9" type="webcontent" href="files/paper.pdf"><file href="files/paper.pdf"/></resource>',
    ),
    'files/paper.pdf': '<html><script>alert(1)</script></html>',
  })
  await expect(dialog.getByText('files/paper.pdf')).toBeVisible()
  await withoutBarriers(desk)
  await expect(dialog.getByRole('button', { name: '导入为草稿' })).toBeDisabled()

  await bring('fractions.imscc', cartridge)
  await expect(dialog.getByText('3 个资源，1 道题')).toBeVisible()
  await expect(dialog.getByText('讨论题不导入')).toBeVisible()
  await withoutBarriers(desk)
  await dialog.getByRole('button', { name: '导入为草稿' }).click()
  await expect(desk.getByRole('heading', { name: '分数的故事', level: 1 })).toBeVisible()
  await expect(desk.getByText('2 个单元，2 课时，3 个资源')).toBeVisible()
  await expect(desk.getByText('第二周')).toBeVisible()
  await withoutBarriers(desk)
  await desk.goto('/questions')
  await settled(desk)
  await expect(desk.getByText('二分之一加二分之一等于几？')).toBeVisible()
  await withoutBarriers(desk)
  // And out again, as a package of QTI 3.
  await desk.getByRole('button', { name: '导出' }).click()
  const download = desk.waitForEvent('download')
  await desk.getByRole('menuitem', { name: 'QTI 3' }).click()
  expect((await download).suggestedFilename()).toBe('questions-qti3.zip')
  await desk.setViewportSize({ width: 390, height: 844 })
  await desk.reload()
  await settled(desk)
  await fitsItsWidth(desk)
})

test('questions come by a sheet; what a class wrote on paper is entered by one and marked by the key', async ({
  browser,
  request,
  areas,
}) => {
  test.setTimeout(180_000)
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const group = await foundGroup(request, areas, '纸面集团')
  const school = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const { page: teacher } = await ownClass(browser, request, school, {
    key: 'P',
    title: '五年级纸面班',
    teacher: '纸老师',
    children: ['周小禾', '吴小满'],
  })
  await teacher.goto('/questions')
  await settled(teacher)
  await teacher.getByRole('button', { name: '按表导入' }).click()
  const sheet = teacher.getByRole('dialog', { name: '按表导入' })
  const bring = (lines: string[]) =>
    sheet.locator('input[type=file]').setInputFiles({
      name: 'questions.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['题型,题干,选项 A,选项 B,选项 C,答案,分值,学科', ...lines].join('\n')),
    })
  await bring(['单选题,最小的质数是,1,2,3,E,2,数学', '判断题,0 是自然数,,,,对,2,数学'])
  await expect(sheet.getByText('有 1 处需要改正')).toBeVisible()
  await withoutBarriers(teacher)
  await bring(['单选题,最小的质数是,1,2,3,B,2,数学', '填空题,3 的平方是 ____,,,,#9,3,数学'])
  await sheet.getByRole('button', { name: '导入 2 道题' }).click()
  await expect(sheet).toHaveCount(0)
  await expect(teacher.getByText('最小的质数是')).toBeVisible()

  // Given to the class, answered on paper.
  const own = (await (await teacher.request.get('/api/own/assignments')).json()) as {
    places: { id: string }[]
    classes: { id: string; title: string }[]
  }
  const taught = own.classes.find((one) => one.title === '五年级纸面班')!
  const bank = (await (await teacher.request.get('/api/own/questions?mine=true')).json()) as {
    items: { id: string; question: unknown }[]
  }
  const desk = { 'X-CSRF-Token': (await (await teacher.request.get('/api/session')).json()).csrf as string }
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const made = await (
    await teacher.request.post('/api/own/assignments', {
      headers: desk,
      data: {
        org_id: own.places[0]!.id,
        title: '纸面练习',
        subject: 'mathematics',
        opens_on: '2026-09-01',
        opens: '00:00',
        due_on: day,
        due: '20:00',
        late: 'refused',
        tries: 1,
        shuffled: false,
        shows: 'at_once',
        items: bank.items.map((one) => ({ question_id: one.id, question: one.question })),
        classes: [taught.id],
      },
    })
  ).json()
  const id = made.of.id as string
  expect((await teacher.request.post(`/api/own/assignments/${id}/give`, { headers: desk })).ok()).toBe(true)
  const results = (await (
    await teacher.request.get(`/api/own/assignments/${id}/classes/${taught.id}`)
  ).json()) as {
    lines: { person_id: string; name: string }[]
    columns: { place: number; kind: string }[]
  }
  const places = results.columns.map((one) => `Q${one.place}`)
  const cells = (choice: string, blank: string) =>
    results.columns.map((one) => (one.kind === 'choice' ? choice : blank)).join(',')

  // A film of the library beside it: found by its title, counted as used.
  const film = (
    await (
      await teacher.request.post('/api/own/resources', {
        headers: desk,
        data: {
          org_id: own.places[0]!.id,
          title: '质数的故事（微课）',
          kind: 'video',
          subject: 'mathematics',
          grades: ['05'],
          authors: '纸老师',
          licence: 'house',
          url: 'https://example.org/film',
          scope: 'school',
        },
      })
    ).json()
  ).of.id as string
  expect((await teacher.request.post(`/api/own/resources/${film}/submit`, { headers: desk })).ok()).toBe(true)
  expect(
    (await request.post(`/api/library/${school}/reviews/${film}`, { headers, data: { accepts: true } })).ok(),
  ).toBe(true)
  await teacher.goto(`/assignments/${id}`)
  await settled(teacher)
  await teacher.getByRole('button', { name: '选择资源' }).click()
  const beside = teacher.getByRole('dialog', { name: '资源' })
  await beside.getByLabel('资源 整份作业').fill('质数')
  await teacher.getByRole('option', { name: '质数的故事（微课）' }).click()
  await beside.getByRole('heading', { name: '资源' }).click()
  await expect(teacher.locator('.el-select-dropdown:visible')).toHaveCount(0)
  await withoutBarriers(teacher)
  await beside.getByRole('button', { name: '保存' }).click()
  await expect(beside).toHaveCount(0)
  await expect(teacher.getByRole('link', { name: '质数的故事（微课）' })).toBeVisible()
  await withoutBarriers(teacher)
  const used = await (await teacher.request.get(`/api/resources/${film}`)).json()
  expect(used.own_uses[0].course).toBe('作业：纸面练习')

  await teacher.goto(`/assignments/${id}/classes/${taught.id}`)
  await settled(teacher)
  await teacher.getByRole('button', { name: '按表录入' }).click()
  const entry = teacher.getByRole('dialog', { name: '按表录入' })
  const [first, second] = results.lines
  const enter = (lines: string[]) =>
    entry.locator('input[type=file]').setInputFiles({
      name: 'answers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([`编号,姓名,${places.join(',')}`, ...lines].join('\n')),
    })
  await enter([
    `${first!.person_id},${first!.name},${cells('D', '9')}`,
    `${second!.person_id},别人,${cells('B', '9')}`,
  ])
  await expect(entry.getByText('有 2 处需要改正')).toBeVisible()
  await withoutBarriers(teacher)
  await enter([
    `${first!.person_id},${first!.name},${cells('B', '8')}`,
    `${second!.person_id},${second!.name},${cells('', '')}`,
  ])
  await expect(entry.getByText('可录入 1 份答卷')).toBeVisible()
  await withoutBarriers(teacher)
  await entry.getByRole('button', { name: '录入 1 份' }).click()
  await expect(entry).toHaveCount(0)
  await expect(teacher.getByRole('row', { name: new RegExp(first!.name) })).toContainText('已批改')
  await withoutBarriers(teacher)

  // The child sees it as any other.
  const codes = (await (
    await request.post(`/api/classes/${taught.id}/codes`, { headers, data: { relation: 'guardian' } })
  ).json()) as { items: { child: string; code: string }[] }
  const code = codes.items.find((one) => one.child === first!.name)!.code
  const guardian = await phoneBy(browser, code, '家长', 'zhimian-guardian')
  await guardian.goto(`/homework/${first!.person_id}/${id}`)
  await settled(guardian)
  await expect(guardian.getByRole('status').filter({ hasText: '2' }).first()).toBeVisible()
  await expect(guardian.getByRole('link', { name: '打开链接' })).toHaveAttribute(
    'href',
    'https://example.org/film',
  )
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
})
