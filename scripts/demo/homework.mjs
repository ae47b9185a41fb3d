// Assignments of a teacher, answered by two students; what teachers saw and families wrote.
import { post, put } from './client.mjs'
import { about, later, main, parents, students } from './district.mjs'

const teacher = main.teachers[0]
const ask = (kind, text, points, more) => ({
  kind,
  title: '',
  text,
  points,
  options: [],
  rule: 'part',
  part_share: 0.5,
  gaps: [],
  pairs: [],
  rubric: [],
  explanation: '',
  ...more,
})
const option = (text, share) => ({ text, share, feedback: '' })
const questions = [
  ask('choice', '把一个月饼平均分成 4 份，取其中 1 份，是它的多少？', 2, {
    options: [option('四分之一', 1), option('二分之一', 0), option('四倍', 0)],
    explanation: '平均分成 4 份，每份是四分之一。',
  }),
  ask('multiple', '下面哪些是 12 的因数？', 4, {
    options: [option('3', 1), option('4', 1), option('5', 0), option('6', 1)],
  }),
  ask('blank', '1 米等于 ____ 厘米。', 2, {
    gaps: [
      { numeric: true, cased: false, accepted: [{ text: '100', share: 1, tolerance: 0, feedback: '' }] },
    ],
  }),
]
for (const one of questions.slice(0, 2))
  await post(teacher.who, '/api/own/questions', {
    question: one,
    subject: 'mathematics',
    grades: ['03'],
    difficulty: 2,
    tags: [],
    knowledge: [],
    school_id: main.id,
  })
const assignment = async (title, due) => {
  const made = await post(teacher.who, '/api/own/assignments', {
    org_id: main.id,
    title,
    words: about,
    subject: 'mathematics',
    opens_on: later(-3),
    opens: '00:00',
    due_on: later(due),
    due: '20:00',
    late: 'taken',
    tries: 1,
    shuffled: false,
    shows: 'at_once',
    items: questions.map((question) => ({ question })),
    classes: [teacher.classes[0].id],
  })
  const id = made.of.id
  await post(teacher.who, `/api/own/assignments/${id}/give`)
  return id
}
const first = await assignment('第三周练习：分数', 4)
await assignment('第四周练习：因数', 9)
for (const [n, one] of students.entries()) {
  const paper = await post(one.who, `/api/account/homework/${one.child}/${first}/begin`)
  for (const [place, chosen] of [
    [1, [n]],
    [2, [0, 1, 3]],
  ]) {
    const empty = { chosen, blanks: [], matched: [], text: '' }
    await put(one.who, `/api/account/homework/${one.child}/${first}/answers`, {
      paper_id: paper.paper_id,
      place,
      version: 0,
      answer: empty,
    })
  }
  if (!n) await post(one.who, `/api/account/homework/${one.child}/${first}/hand-in`)
}

// --- what teachers saw, what families wrote
for (const [n, [side, words]] of [
  ['moral', '主动帮同学收拾画具'],
  ['labour', '每天给班里的豆苗浇水'],
  ['physical', '跳绳一分钟比上月多了二十下'],
  ['aesthetic', '为班级墙报画了封面'],
].entries())
  await post(teacher.who, `/api/account/observations/${parents[n].child}`, { side, words, on: later(-n - 1) })
await post(students[0].who, `/api/account/development/${students[0].child}`, {
  side: 'labour',
  words: '学会了煮饺子',
  on: later(-5),
})
