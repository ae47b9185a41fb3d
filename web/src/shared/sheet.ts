// A fault in a sheet that was brought back, as every address that takes one tells it.
export interface Fault {
  row: number
  column: string
  what: { zh: string; en: string }
}
