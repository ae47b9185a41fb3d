import { address, client, filled, said, take, upload } from '../shared/client'
import type { Schemas } from '../shared/types'
import type {
  AnswerSheetRead,
  AssignmentFile,
  AssignmentForm,
  BankFilter,
  BankForm,
  BankPage,
  BankQuestion,
  BankSheetRead,
  ChildMaterials,
  ClassResults,
  ItemForm,
  OwnAssignments,
  OwnWork,
  QuestionAnswer,
  QuestionBody,
  SavedAnswer,
  SchoolAssignments,
  TakenQuestions,
  WorkMaterials,
  WorkPaper,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

// --- the bank
export const bank = (query: BankFilter): Promise<BankPage> =>
  take(client.GET('/api/own/questions', { params: { query: filled(query) } }))
const kept = (question: QuestionBody, { licence, origin, shelf_id, ...rest }: BankForm) =>
  said<Schemas['NewBankQuestionInput']>({
    ...rest,
    question: question as Schemas['QuestionBodyInput'],
    ...(licence ? { licence } : {}),
    ...(origin ? { origin } : {}),
    ...(shelf_id ? { shelf_id } : {}),
  })
export const keep = (question: QuestionBody, form: BankForm): Promise<BankQuestion> =>
  take(client.POST('/api/own/questions', { body: kept(question, form) }))
export const change = (id: string, question: QuestionBody, form: BankForm): Promise<BankQuestion> =>
  take(client.PUT('/api/own/questions/{id}', { ...of(id), body: kept(question, form) }))
export const retire = (id: string): Promise<unknown> => take(client.DELETE('/api/own/questions/{id}', of(id)))

export const takeIn = (
  text: string,
  { shelf_id, ...rest }: { subject: string; school_id: string; shelf_id: string },
  dry: boolean,
): Promise<TakenQuestions> =>
  take(
    client.POST('/api/own/question-files', {
      body: said<Schemas['QuestionImportInput']>({
        ...rest,
        text,
        dry,
        difficulty: 3,
        ...(shelf_id ? { shelf_id } : {}),
      }),
    }),
  )

export const takePackage = (
  file: File,
  { shelf_id, ...rest }: { subject: string; school_id: string; shelf_id: string },
  dry: boolean,
): Promise<TakenQuestions> =>
  upload(address('/api/own/question-packages', { ...rest, dry, ...(shelf_id ? { shelf_id } : {}) }), file)
export const readBankSheet = (
  { school_id, shelf_id }: { school_id: string; shelf_id: string },
  file: File,
  dry: boolean,
): Promise<BankSheetRead> =>
  upload(address('/api/own/question-sheet', { school_id, dry, ...(shelf_id ? { shelf_id } : {}) }), file)
export const readAnswers = (
  id: string,
  ofClass: string,
  file: File,
  dry: boolean,
): Promise<AnswerSheetRead> =>
  upload(address(`/api/own/assignments/${id}/classes/${ofClass}/answers`, { dry }), file)

// --- teachers
export const own = (): Promise<OwnAssignments> => take(client.GET('/api/own/assignments', {}))
export const assignment = (id: string): Promise<AssignmentFile> =>
  take(client.GET('/api/own/assignments/{id}', of(id)))
const wanted = (form: AssignmentForm, items: ItemForm[], classes: string[]) =>
  said<Schemas['NewAssignmentInput']>({
    ...form,
    items: items.map((one) => ({
      question: one.body as Schemas['QuestionBodyInput'],
      ...(one.question_id ? { question_id: one.question_id } : {}),
    })),
    classes,
  })
export const make = (form: AssignmentForm, items: ItemForm[], classes: string[]): Promise<AssignmentFile> =>
  take(client.POST('/api/own/assignments', { body: wanted(form, items, classes) }))
export const edit = (
  id: string,
  form: AssignmentForm,
  items: ItemForm[],
  classes: string[],
): Promise<AssignmentFile> =>
  take(client.PUT('/api/own/assignments/{id}', { ...of(id), body: wanted(form, items, classes) }))
export const give = (id: string): Promise<AssignmentFile> =>
  take(client.POST('/api/own/assignments/{id}/give', of(id)))
export const giveBack = (id: string): Promise<AssignmentFile> =>
  take(client.POST('/api/own/assignments/{id}/return', of(id)))
export const withdraw = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/own/assignments/{id}', of(id)))
export const results = (id: string, ofClass: string): Promise<ClassResults> =>
  take(client.GET('/api/own/assignments/{id}/classes/{part}', at(id, ofClass)))
export const ofSchool = (school: string): Promise<SchoolAssignments> =>
  take(client.GET('/api/schools/{id}/assignments', of(school)))

export const materials = (id: string): Promise<WorkMaterials> =>
  take(client.GET('/api/own/assignments/{id}/materials', of(id)))
export const setMaterials = (
  id: string,
  items: { item: number; resource_id: string }[],
): Promise<WorkMaterials> =>
  take(client.PUT('/api/own/assignments/{id}/materials', { ...of(id), body: { items } }))

// --- children
export const childMaterials = (child: string, id: string): Promise<ChildMaterials> =>
  take(client.GET('/api/account/homework/{id}/{part}/materials', at(child, id)))
export const work = (): Promise<OwnWork> => take(client.GET('/api/account/homework', {}))
export const paper = (child: string, id: string): Promise<WorkPaper> =>
  take(client.GET('/api/account/homework/{id}/{part}', at(child, id)))
export const begin = (child: string, id: string): Promise<WorkPaper> =>
  take(client.POST('/api/account/homework/{id}/{part}/begin', at(child, id)))
export const handIn = (child: string, id: string): Promise<WorkPaper> =>
  take(client.POST('/api/account/homework/{id}/{part}/hand-in', at(child, id)))
export const save = (
  child: string,
  id: string,
  body: { paper_id: string; place: number; version: number; answer: QuestionAnswer },
): Promise<SavedAnswer> =>
  take(client.PUT('/api/account/homework/{id}/{part}/answers', { ...at(child, id), body }))
