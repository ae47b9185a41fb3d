// Clubs, courses and events, and how children come into them: a draw, first come, choices, a try-out.
import { post, put } from './client.mjs'
import { about, at, branch, far, later, main, office, parents, schools, teaches, today } from './district.mjs'

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
await round('周末与体育', 'first', [ball, museum], { most: 2 })
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
