// Life in the rooms of the generated district: clubs and rounds of choosing, a course, resources, assignments, care and
// lunch, honours, works, observations. Done through the HTTP API alone, by people of the district as its pages do it;
// the same district is filled the same way. The district and its schools are marked as generated; rounds, works and
// resources say it in their words too, as they may be read alone.
//   demo/rooms.mjs URL TOKEN   of the one-time sign-in link of the first administrator
// Prints the token of a new link: the one that it came by is used up. The accounts that it makes have passwords that
// nobody knows; the administrator lets people in by new links.
import { byLink, file, get, picture, post, put } from './client.mjs'

const token = process.argv[3]
const about = '生成数据 / generated data'
const admin = await byLink(token)
const { account } = await get(admin, '/api/session')

// --- where: the largest group of the generated district, its first primary schools
const districts = (await get(admin, '/api/areas')).items.filter((one) => one.kind === 'district')
const district = districts.sort((a, b) => b.groups - a.groups)[0]
const groups = (await get(admin, `/api/groups?district=${district.id}`)).items
const group = groups.sort((a, b) => b.schools - a.schools)[0]
const primaries = new Set()
for (let next = ''; next !== undefined;) {
  const page = await get(admin, `/api/schools?district=${district.id}&kind=primary&limit=200${next}`)
  for (const one of page.items) primaries.add(one.id)
  next = page.next ? `&cursor=${encodeURIComponent(page.next)}` : undefined
}
const members = (await get(admin, `/api/groups/${group.id}`)).members
  .map((one) => ({ id: one.school_id, name: one.school }))
  .filter((one) => primaries.has(one.id))
  .slice(0, 4)
const [lead, second, third] = members
if (!third) throw new Error('the largest group has fewer than three primary schools')

const { today } = await get(admin, `/api/schools/${lead.id}/care`)
const later = (days) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10)
const weekdayOf = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

// --- who: teachers of classes and principals of the schools, guardians and students of two classes
async function people(school, wanted) {
  const staff = (await get(admin, `/api/schools/${school.id}/staff-accounts`)).items.filter((one) => !one.at)
  const asked = [
    ...staff.filter((one) => one.role === 'principal').slice(0, 1),
    ...staff.filter((one) => one.role === 'teacher').slice(0, wanted),
  ]
  const links = (
    await post(admin, `/api/schools/${school.id}/staff-accounts/invitations`, {
      people: asked.map((one) => one.id),
    })
  ).items
  const came = []
  for (const one of asked) {
    const own = links.findIndex((each) => each.name === one.name)
    came.push({ ...one, who: await byLink(links.splice(own, 1)[0].token) })
  }
  const teachers = []
  for (const one of came) {
    const { classes } = await get(one.who, '/api/own/assignments')
    const own = classes.filter((each) => each.school_id === school.id && each.teaches)
    if (one.role === 'teacher' && own.length) teachers.push({ ...one, classes: own })
  }
  if (!teachers.length) throw new Error(`no teacher of a class among the first of ${school.name}`)
  return { ...school, principal: came.find((one) => one.role === 'principal'), teachers }
}

// Guardians of the first children of a class, one child each.
let guardians = 0
async function guardiansOf(of, count, relation = 'guardian') {
  const codes = (await post(admin, `/api/classes/${of.id}/codes`, { relation })).items.slice(0, count)
  const came = []
  for (const one of codes) {
    const made = await post({}, '/api/session/code', {
      code: one.code,
      name: relation === 'self' ? one.child : `${one.child}的家长`,
      sign_in: `demo-${relation === 'self' ? 'student' : 'guardian'}-${++guardians}`,
    })
    const who = await byLink(made.token)
    const child = (await get(who, '/api/account/children')).items[0]
    came.push({ who, child: child.id, name: one.child })
  }
  return came
}

const schools = []
for (const [at, one] of members.entries()) schools.push(await people(one, at ? 2 : 5))
const [main, branch, far] = schools
const office = admin

// --- clubs and rounds
const at = `/api/orgs/${group.id}`
const club = async (kind, zh, en, host, capacity, sessions, more = {}) => {
  const made = await post(office, `${at}/offerings`, {
    kind,
    title_zh: zh,
    title_en: en,
    host_id: host.id,
    capacity,
    sessions: sessions.map(([weekday, from, to]) => ({ weekday, from, to, first: today, last: later(120) })),
    ...more,
  })
  await post(office, `${at}/offerings/${made.offering.id}/publish`)
  return made.offering.id
}
const round = async (title, mode, offerings, more = {}) => {
  const made = await post(office, `${at}/choosing`, {
    title,
    notes: about,
    mode,
    opens_on: later(-1),
    opens: '08:00',
    closes_on: later(12),
    closes: '20:00',
    offerings,
    ...more,
  })
  await post(office, `${at}/choosing/${made.round.id}/open`)
  return made.round.id
}
const teaches = (one) => [{ person_id: one.id }]
const go = await club('club', '围棋社', 'Go club', main, 6, [[1, '16:00', '17:00']], {
  about: '零基础，学期末办一次校际友谊赛',
  place: '二楼棋室',
  teachers: teaches(main.teachers[0]),
  quotas: schools.slice(0, 2).map((one) => ({ school_id: one.id, least: 1 })),
})
const choir = await club('art', '集团合唱团', 'Group choir', branch, 8, [[2, '16:00', '17:30']], {
  place: '音乐教室',
  teachers: teaches(branch.teachers[0]),
  transport: '集团校车 15:40 从各校区出发',
})
const robots = await club('course', '机器人入门', 'Robots for beginners', main, 5, [[1, '16:00', '17:00']], {
  about: '两人一组，学会让小车循迹',
  place: '创客教室',
  teachers: [{ person_id: main.teachers.at(-1).id }],
  consent: true,
  cost_yuan: 60,
})
const pottery = await club('art', '陶艺', 'Pottery', far, 6, [[4, '16:00', '17:30']], {
  place: '陶艺室',
  materials: '旧衣服一件',
  teachers: [{ name: '王师傅', visiting: true }],
})
const ball = await club('sports', '校园足球', 'Football', main, 12, [[5, '16:00', '17:30']], {
  place: '操场',
  teachers: teaches(main.teachers[1] ?? main.teachers[0]),
})
const museum = await club('visit', '博物馆研学', 'A day at the museum', branch, 4, [[6, '09:00', '12:00']], {
  consent: true,
  cost_yuan: 20,
  transport: '09:00 校门口集合',
})
const dance = await club('art', '舞蹈队', 'Dance team', main, 10, [[3, '16:00', '17:30']])
const lab = await club(
  'experimental',
  '少年实验班',
  'Young experimenters',
  main,
  3,
  [[3, '16:00', '17:30']],
  { teachers: teaches(main.teachers[0]) },
)
const abroad = await club('study', '到本部修读一学期', 'A term at the main school', main, 3, [
  [2, '09:00', '11:30'],
])

const parents = [
  ...(await guardiansOf(main.teachers[0].classes[0], 8)),
  ...(await guardiansOf(branch.teachers[0].classes[0], 3)),
]
const students = await guardiansOf(main.teachers[0].classes[0], 2, 'self')

const autumn = await round('秋季社团', 'preferences', [go, choir, robots, pottery], {
  choices: 3,
  most: 1,
  rule: 'rank_maximal',
})
for (const [n, one] of parents.entries()) {
  const wanted = [go, robots, choir, pottery]
  const list = [wanted[n % 2], wanted[(n + 2) % 4], wanted[3]].filter(
    (each, i, all) => all.indexOf(each) === i,
  )
  await put(one.who, `/api/account/choosing/${one.child}/rounds/${autumn}`, {
    offerings: list,
    consents: list.includes(robots) ? [robots] : [],
  })
}
for (const [step, body] of [['close'], ['roll'], ['draw', { seed: '07 11 23 30' }], ['publish']])
  await post(office, `${at}/choosing/${autumn}/${step}`, body)
const sport = await round('周末与体育', 'first', [ball, museum], { most: 2 })
for (const one of parents.slice(0, 7))
  await post(one.who, `/api/account/choosing/${one.child}/places`, { offering_id: ball })
for (const one of parents.slice(2, 8))
  await post(one.who, `/api/account/choosing/${one.child}/places`, { offering_id: museum, consent: true })
await round('春季艺术与走校', 'preferences', [dance, abroad], { choices: 2, most: 1, rule: 'lottery' })
await round('少年实验班试训', 'tryout', [lab])
for (const one of parents.slice(0, 5))
  await post(one.who, `/api/account/choosing/${one.child}/places`, { offering_id: lab })
await put(office, `${at}/offerings/${lab}/panel`, { judges: [main.teachers[0].id, branch.teachers[0].id] })
await post(office, `${at}/offerings`, {
  kind: 'art',
  title_zh: '冬季才艺展演',
  title_en: 'Winter talent show',
  host_id: far.id,
  capacity: 30,
  sessions: [{ on: later(30), from: '14:00', to: '17:00' }],
})

// --- care and lunch, for a month back so that desk and bills hold something
const care = `/api/schools/${main.id}/care`
const idOfService = (made, title) => made.services.find((one) => one.title === title).id
const workdays = [1, 2, 3, 4, 5]
const after = idOfService(
  await post(office, care, {
    kind: 'after_school',
    title: '课后服务',
    grades: [],
    from_on: today,
    last_on: later(110),
    weekdays: workdays,
    begins: '15:40',
    choices: [
      { name: '第一时段', ends: '16:40', price_fen: 500 },
      { name: '第二时段', ends: '17:40', price_fen: 800 },
    ],
    capacity: 120,
    deadline_days: 0,
    deadline: '12:00',
    duties: main.teachers.slice(0, 2).map((one) => ({ person_id: one.id, weekdays: workdays })),
  }),
  '课后服务',
)
await post(office, `${care}/${after}/open`)
const lunch = idOfService(
  await post(office, care, {
    kind: 'lunch',
    title: '学生午餐',
    grades: [],
    from_on: today,
    last_on: later(110),
    weekdays: workdays,
    begins: '11:50',
    choices: [
      { name: '普通餐', ends: '12:40', price_fen: 1500 },
      { name: '素食餐', ends: '12:40', price_fen: 1300 },
    ],
    capacity: 300,
    deadline_days: 1,
    deadline: '16:00',
    duties: [],
  }),
  '学生午餐',
)
await post(office, `${care}/${lunch}/open`)
const dishes = [
  ['番茄炒蛋', ['eggs'], 320],
  ['清炒时蔬', [], 240],
  ['红烧豆腐', ['soy'], 260],
  ['鱼丸汤', ['fish'], 380],
  ['牛奶', ['milk'], 250],
]
for (let ahead = 0; ahead < 12; ++ahead)
  if (weekdayOf(later(ahead)) < 6)
    await put(office, `${care}/${lunch}/menus`, {
      on: later(ahead),
      published: true,
      dishes: [0, 1, 2]
        .map((n) => dishes[(ahead + n) % 5])
        .map(([name, allergens, cost_fen]) => ({
          name,
          choice: allergens.includes('fish') ? 1 : 0,
          allergens,
          cost_fen,
        })),
    })
for (const [n, one] of parents.slice(0, 8).entries()) {
  await put(office, `${care}/${after}/people/${one.child}`, {
    days: workdays.filter((day) => (day + n) % 4).map((weekday) => ({ weekday, choice: 1 + (n % 2) })),
  })
  await put(office, `${care}/${lunch}/people/${one.child}`, {
    days: workdays.map((weekday) => ({ weekday, choice: n % 5 ? 1 : 2 })),
  })
}

// --- honours and works
const honour = async (person, title, kind, level, award, issuer, days) =>
  post(office, `/api/schools/${main.id}/honours`, {
    person_id: person,
    title,
    kind,
    level,
    award,
    issuer,
    on: later(-days),
  })
await honour(parents[0].child, '区中小学生围棋赛', 'competition', 'district', '二等奖', '区教育局', 20)
await honour(parents[2].child, '少儿书画展', 'work', 'city', '优秀作品', '市文联', 41)
await honour(null, '合唱展演', 'performance', 'district', '一等奖', '区教育局', 33)
await post(parents[1].who, `/api/account/honours/${parents[1].child}`, {
  title: '青少年编程挑战赛',
  kind: 'competition',
  level: 'city',
  award: '三等奖',
  issuer: '市科协',
  on: later(-9),
})
await post(office, `/api/schools/${main.id}/consents`, { purpose: 'works', until: later(60) })
for (const one of parents.slice(0, 6)) {
  const { items } = await get(one.who, '/api/account/children')
  for (const { ask_id, purpose } of items[0].consents)
    if (purpose.code === 'works')
      await put(one.who, `/api/account/children/${one.child}/consents`, { ask_id, given: true })
}
const works = `/api/schools/${main.id}/works`
for (const [n, title] of ['春天的山', '放学路上', '我们的操场', '一封给未来的信'].entries()) {
  const made = await post(office, works, {
    title,
    about,
    maker: '',
    people: [parents[n].child],
    files: [await file(office, main.id, `${title}.png`, picture(n + 1))],
  })
  const { id } = made.works.find((one) => one.title === title)
  if (n < 3) await put(office, `${works}/${id}/shown`, { shown: true })
}

// --- resources: of teachers, taken up by the group
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

// --- assignments of a teacher, answered by two students
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

const { token: again } = await post(admin, `/api/accounts/${account}/link`)
console.log(again)
import { writeFileSync } from 'node:fs'
const post2 = async (role, org, name) => {
  const made = await post(admin, '/api/accounts', { sign_in: 'eyes-' + role, name, post: { role, org } })
  return byLink((await post(admin, `/api/accounts/${made.id}/link`)).token)
}
const T = async (n, p) => { const r = await p; return r }
const others = { officer: await post2('district_officer', district.id, '区管理员'), president: await post2('group_president', group.id, '集团校长') }
const idle = (await get(admin, `/api/schools/${far.id}/staff-accounts`)).items.filter((one) => !one.at && one.role === 'teacher')[0]
others.newteacher = await byLink((await post(admin, `/api/schools/${far.id}/staff-accounts/invitations`, { people: [idle.id] })).items[0].token)
others.newguardian = (await guardiansOf(far.teachers[0].classes[0], 1))[0].who
others.farprincipal = far.principal?.who
const c = (w) => w?.cookie
const out = { admin: c(admin), principal: c(main.principal?.who), teacher: c(main.teachers[0].who), teacher2: c(main.teachers.at(-1).who), far: c(far.teachers[0].who), guardian: c(parents[0].who), guardian1: c(parents[1].who), guardian3: c(parents[3].who), student: c(students[0].who), ...Object.fromEntries(Object.entries(others).map(([k, v]) => [k, c(v)])) }
out.ids = { d: district.id, g: group.id, main: main.id, far: far.id, branch: branch.id, go, choir, robots, pottery, ball, lab, abroad, autumn, sport, courseId, fractions, assignment: first, cls: teacher.classes[0].id, after, lunch, child: parents[0].child, student: students[0].child, g2: groups[5].id }
writeFileSync('/tmp/eyes/people.json', JSON.stringify(out, null, 1))
