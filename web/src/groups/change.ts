// What a dialog of changes asks for, as the bodies that the API takes.
import type { Act, ChangeForm, Model } from './types'

export function emptyForm(on: string): ChangeForm {
  return {
    school_id: '',
    part: 'member',
    on,
    to: '',
    model: '',
    groups: [],
    parts: [{ name: '', lead_school_id: '', schools: [] }],
    why: '',
    review: '',
  }
}

const optional = (name: string, value: string) => (value ? { [name]: value } : {})

export function bodyOf(act: Act, form: ChangeForm): Record<string, unknown> {
  const why = optional('why', form.why)
  switch (act) {
    case 'join':
      return {
        school_id: form.school_id,
        part: form.part,
        from: form.on,
        ...optional('to', form.to),
        ...why,
      }
    case 'leave':
      return { school_id: form.school_id, on: form.on, ...optional('review', form.review), ...why }
    case 'model':
      return { model: form.model, on: form.on, ...optional('to', form.to), ...why }
    case 'lead':
      return { school_id: form.school_id, on: form.on, ...why }
    case 'split':
      return {
        on: form.on,
        parts: form.parts.map((one) => ({
          name: one.name,
          schools: one.schools,
          ...optional('lead_school_id', one.lead_school_id),
        })),
        ...why,
      }
    case 'merge':
      return { on: form.on, groups: form.groups, ...why }
    case 'close':
      return { on: form.on, ...optional('review', form.review), ...why }
  }
}

// Whether enough is filled in to ask what would happen. `model` is the one that the group has, or gets.
export function complete(act: Act, form: ChangeForm, model: Model | undefined): boolean {
  if (!form.on) return false
  const term = !!model?.longest_term
  switch (act) {
    case 'join':
      return !!form.school_id && !!form.part && (!term || form.part === 'lead' || !!form.to)
    case 'leave':
      return !!form.school_id && (!model?.exit_review || !!form.review.trim())
    case 'model':
      return !!form.model && (!term || !!form.to)
    case 'lead':
      return !!form.school_id
    case 'split':
      return form.parts.length > 0 && form.parts.every((one) => !!one.name.trim() && one.schools.length > 0)
    case 'merge':
      return form.groups.length > 0
    case 'close':
      return !model?.exit_review || !!form.review.trim()
  }
}
