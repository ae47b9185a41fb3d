// What AnsweredList shows of an objection or an appeal.
export interface Answered {
  id: string
  by: string
  at: string
  text: string
  answer: string
  answered_by: string
  answered_at: string
}
