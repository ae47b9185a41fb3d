// Care and lunch, for a month back so that desk and bills hold something; honours and works.
import { file, get, picture, post, put } from './client.mjs'
import { about, later, main, office, parents, today, weekdayOf } from './district.mjs'

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
