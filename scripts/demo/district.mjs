// Where the rooms are and who is in them: the largest group of the generated district.
import { byLink, get, post } from './client.mjs'

const token = process.argv[3]
const about = '生成数据 / generated data'
const admin = await byLink(token)
const { account } = await get(admin, '/api/session')

// The one that is marked as generated, and its largest group with enough primary schools; of those the first four.
const areas = (await get(admin, '/api/areas')).items
const district = areas.find((one) => one.kind === 'district' && one.name.includes('生成数据'))
if (!district) throw new Error('there is no generated district')
const primaries = new Set()
for (let next = ''; next !== undefined;) {
  const page = await get(admin, `/api/schools?district=${district.id}&kind=primary&limit=200${next}`)
  for (const one of page.items) primaries.add(one.id)
  next = page.next ? `&cursor=${encodeURIComponent(page.next)}` : undefined
}
const membersOf = async (group) =>
  (await get(admin, `/api/groups/${group.id}`)).members
    .map((one) => ({ id: one.school_id, name: one.school }))
    .filter((one) => primaries.has(one.id))
    .slice(0, 4)
const groups = (await get(admin, `/api/groups?district=${district.id}`)).items
let group
let members = []
for (const one of groups.sort((a, b) => b.schools - a.schools)) {
  group = one
  members = await membersOf(one)
  if (members.length > 2) break
}
if (members.length < 3) throw new Error('no group of the generated district has three primary schools')
const [lead] = members

const { today } = await get(admin, `/api/schools/${lead.id}/care`)
const later = (days) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10)
const weekdayOf = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

// Teachers of classes and principals of the schools, guardians and students of two classes
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
const at = `/api/orgs/${group.id}`
const teaches = (one) => [{ person_id: one.id }]

const parents = [
  ...(await guardiansOf(main.teachers[0].classes[0], 8)),
  ...(await guardiansOf(branch.teachers[0].classes[0], 3)),
]
const students = await guardiansOf(main.teachers[0].classes[0], 2, 'self')

export {
  about,
  account,
  admin,
  at,
  branch,
  district,
  far,
  group,
  later,
  main,
  office,
  parents,
  schools,
  students,
  teaches,
  today,
  weekdayOf,
}
