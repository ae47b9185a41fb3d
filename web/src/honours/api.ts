import { address, client, said, take, upload } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { FileInfo } from '../shared/upload'
import type { HonourForm, HonoursRead, OwnHonours, SchoolHonours, Showcase } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

export const school = (id: string): Promise<SchoolHonours> =>
  take(client.GET('/api/schools/{id}/honours', of(id)))
export const enter = (id: string, form: HonourForm): Promise<SchoolHonours> =>
  take(
    client.POST('/api/schools/{id}/honours', {
      ...of(id),
      body: said<Schemas['NewStudentHonourInput']>(form),
    }),
  )
export const decide = (id: string, part: string, verified: boolean, reason: string): Promise<SchoolHonours> =>
  take(client.PUT('/api/schools/{id}/honours/{part}', { ...at(id, part), body: { verified, reason } }))
export const remove = (id: string, part: string): Promise<SchoolHonours> =>
  take(client.DELETE('/api/schools/{id}/honours/{part}', at(id, part)))
export const readSheet = (id: string, file: File, dry: boolean): Promise<HonoursRead> =>
  upload(`/api/schools/${id}/honours/sheet?dry=${dry}`, file)
export const putWork = (
  id: string,
  part: string,
  body: Schemas['NewStudentWorkInput'],
): Promise<SchoolHonours> =>
  part
    ? take(client.PUT('/api/schools/{id}/works/{part}', { ...at(id, part), body }))
    : take(client.POST('/api/schools/{id}/works', { ...of(id), body }))
export const show = (id: string, part: string, shown: boolean): Promise<SchoolHonours> =>
  take(client.PUT('/api/schools/{id}/works/{part}/shown', { ...at(id, part), body: { shown } }))

export const own = (): Promise<OwnHonours> => take(client.GET('/api/account/honours', {}))
export const claim = (child: string, form: HonourForm): Promise<OwnHonours> =>
  take(
    client.POST('/api/account/honours/{id}', {
      ...of(child),
      body: said<Schemas['NewStudentHonourInput']>(form),
    }),
  )
export const sendEvidence = (child: string, file: File): Promise<FileInfo> =>
  upload(address(`/api/account/honours/${child}/files`, { name: file.name }), file)
export const addEvidence = (child: string, honour: string, files: string[]): Promise<OwnHonours> =>
  take(client.POST('/api/account/honours/{id}/{part}/evidence', { ...at(child, honour), body: { files } }))
export const showcase = (id: string): Promise<Showcase> => take(client.GET('/api/showcase/{id}', of(id)))
