// What all rooms of the API share.
export interface Words {
  zh: string
  en: string
}
export interface Page<T> {
  items: T[]
  next: string
  total: number
}
export interface Source {
  id: string
  name: string
  licence: string
  notice: Words
  generated: boolean
}
