// Who belongs on a day: spans are half-open, an absent begin or end is open.
interface Spanned {
  begin_on?: string | null
  end_on?: string | null
}

export const holdsOn = (one: Spanned, day: string): boolean =>
  (one.begin_on ?? '') <= day && (!one.end_on || day < one.end_on)

export const membersOn = <T extends Spanned>(all: T[], day: string): T[] =>
  all.filter((one) => holdsOn(one, day))
