// Resources of teachers, taken up by the group; a course that schools own together, taught by one to the others.
import { file, picture, post } from './client.mjs'
import { about, at, branch, district, far, group, later, main, office, teaches, today } from './district.mjs'

const resource = async (one, title, kind, subject, grades, words, scope = 'group') => {
  const text = `${title}\n\n${words}\n\n${about}\n`
  const made = await post(one.who, '/api/own/resources', {
    org_id: one.school,
    title,
    kind,
    subject,
    grades,
    node: '',
    tags: [],
    words,
    authors: one.name,
    licence: 'CC-BY-4.0',
    scope,
    ...(scope === 'group' ? { shelf_id: group.id } : {}),
    files: [
      await file(one.who, one.school, `${title}.txt`, Buffer.from(text)),
      await file(one.who, one.school, `${title}.png`, picture(title.length)),
    ],
  })
  const id = made.of.id
  await post(one.who, `/api/own/resources/${id}/submit`)
  return id
}
const author = (school, n = 0) => ({ ...school.teachers[n % school.teachers.length], school: school.id })
const fractions = await resource(
  author(main),
  '分数的初步认识',
  'lesson_plan',
  'mathematics',
  ['03'],
  '由分月饼引入，学生动手折纸。',
)
const rain = await resource(
  author(branch),
  '雨是怎样来的',
  'slides',
  'science',
  ['04'],
  '小实验：杯子里的云。',
)
const poems = await resource(
  author(far),
  '古诗里的四季',
  'exercise',
  'chinese',
  ['03', '04'],
  '朗读、配画、仿写三组练习。',
)
await resource(
  author(main, 1),
  '校园植物调查表',
  'experiment',
  'science',
  ['05'],
  '沿校园走一圈，记下十种植物。',
)
const garden = await resource(
  author(branch),
  '种一盆豆苗',
  'experiment',
  'labour',
  ['02', '03'],
  '每天量一量、画一画，记录两周。',
  'public',
)
for (const one of [fractions, rain, poems])
  await post(office, `/api/library/${group.id}/reviews/${one}`, {
    accepts: true,
    reason: '内容完整，来源清楚',
  })
await post(office, `/api/library/${group.id}/marks/${fractions}`, { reason: '由生活情境引入，层次清楚' })
await post(office, `/api/library/${district.id}/reviews/${garden}`, {
  accepts: true,
  reason: '内容完整，来源清楚',
})
for (const [n, one] of [author(branch), author(far), author(main, 1)].entries()) {
  await post(one.who, `/api/own/resources/${fractions}/uses`, {
    school_id: one.school,
    course: '数学',
    on: later(-2 - n),
  })
  await post(one.who, `/api/own/resources/${fractions}/rating`, { stars: 5 - (n % 2), words: '学生一看就懂' })
}

// --- a course that schools own together, taught by one to the others
const writer = author(main)
const courses = `${at}/courses`
const course = await post(writer.who, courses, {
  title_zh: '家乡的河',
  title_en: 'The river at home',
  subject: 'general',
  about,
  grades: [4, 5],
  owners: [main.id, branch.id],
  units: [
    ['河从哪里来', '沿河走访，画出流域图', 2, [rain]],
    ['河里住着谁', '观察、记录、分类', 3, []],
    ['我们为河做什么', '提出一条建议并试行', 2, []],
  ].map(([title, aims, hours, resources]) => ({ title, aims, hours, resources })),
})
const courseId = course.course.id
await post(writer.who, `${courses}/${courseId}/state`, { state: 'published' })
const taught = await post(office, `${courses}/${courseId}/teachings`, {
  host_id: main.id,
  place: '综合实践教室',
  teachers: teaches(main.teachers[0]),
  sessions: [{ weekday: 2, from: '14:00', to: '15:30', first: today, last: later(100) }],
  receivers: [
    { school_id: main.id, way: 'travel', places: 10 },
    { school_id: far.id, way: 'live', places: 20 },
  ],
})

await post(office, `${at}/offerings/${taught.teachings[0].offering_id}/publish`)
