// Money is whole fen; people write yuan.
import { i18n, language } from '../shared/i18n'

// "15.5" is 1550; undefined for what is no amount, or has parts of a fen.
export function fen(yuan: string): number | undefined {
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined
}
export const plainYuan = (of: number): string =>
  of % 100 ? (of / 100).toFixed(2) : String(Math.trunc(of / 100))
export const yuan = (of: number): string =>
  i18n.global.t('care.yuan', {
    n: new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
      minimumFractionDigits: of % 100 ? 2 : 0,
    }).format(of / 100),
  })
