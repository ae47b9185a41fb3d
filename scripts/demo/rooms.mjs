// Life in the rooms of the generated district: clubs and rounds of choosing, a course, resources, assignments, care and
// lunch, honours, works, observations. Done through the HTTP API alone, by people of the district as its pages do it;
// the same district is filled the same way. The district and its schools are marked as generated; rounds, works and
// resources say it in their words too, as they may be read alone.
//   demo/rooms.mjs URL TOKEN   of the one-time sign-in link of the first administrator
// Prints the token of a new link: the one that it came by is used up. The accounts that it makes have passwords that
// nobody knows; the administrator lets people in by new links.
import { post } from './client.mjs'
import { account, admin } from './district.mjs'

for (const part of ['clubs', 'care', 'library', 'homework']) await import(`./${part}.mjs`)

const { token: again } = await post(admin, `/api/accounts/${account}/link`)
console.log(again)
