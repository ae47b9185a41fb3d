// What a family has to do and until when, of all rooms in which a child chooses, works or is asked for: soonest first.
import type { OwnWork } from '../assignments/types'
import type { OwnChildren } from '../children/types'
import type { ChoosingChild, OwnRound } from '../offerings/types'

export interface Due {
  what: 'choose' | 'homework' | 'consent'
  title: string
  whose: string
  until: string // "2026-12-12 20:00", or a day
  to: string
}

// Open, and this child has neither chosen nor signed up yet.
export const unanswered = (one: OwnRound): boolean =>
  one.round.taking &&
  one.options.some((each) => each.may) &&
  one.options.every((each) => each.state === null && each.choice === null)

export function dueOf(
  choosing: ChoosingChild[],
  work: OwnWork['children'],
  children: OwnChildren['items'],
  purpose: (of: OwnChildren['items'][number]['consents'][number]) => string,
): Due[] {
  const rounds = choosing.flatMap((child) =>
    (child.may ? child.rounds.filter(unanswered) : []).map(({ round }): Due => ({
      what: 'choose',
      title: round.title,
      whose: child.name,
      until: `${round.closes_on} ${round.closes}`,
      to: '/choose',
    })),
  )
  const papers = work.flatMap((child) =>
    child.items
      .filter((one) => one.stage === 'open')
      .map((one): Due => ({
        what: 'homework',
        title: one.title,
        whose: child.name,
        until: `${one.due_on} ${one.due}`,
        to: `/homework/${child.id}/${one.id}`,
      })),
  )
  const asks = children
    .filter((child) => child.relation === 'guardian')
    .flatMap((child) =>
      child.consents
        .filter((one) => one.given === null)
        .map((one): Due => ({
          what: 'consent',
          title: purpose(one),
          whose: child.name,
          until: one.until ?? '',
          to: '/children',
        })),
    )
  return [...rounds, ...papers, ...asks].sort((one, other) => one.until.localeCompare(other.until))
}
