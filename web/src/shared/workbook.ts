// A table as an Excel workbook. The writer is fetched when the first one is asked for.
import { keep } from './client'
import { sheetRows, sheetWidth, type Column } from './table'

// Excel's names of sheets: at most 31 letters, none of []:*?/\\
const sheetName = (caption: string) => caption.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1'

export async function keepWorkbook<T>(caption: string, rows: T[], columns: Column<T>[]): Promise<void> {
  const { default: write } = await import('write-excel-file/browser')
  const cells = sheetRows(rows, columns)
  const blob = await write(cells, {
    sheet: sheetName(caption),
    stickyRowsCount: 1,
    columns: columns.map((_, at) => ({ width: sheetWidth(cells.map((row) => row[at] ?? null)) })),
  }).toBlob()
  keep(`${caption}.xlsx`, blob)
}
