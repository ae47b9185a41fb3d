// sure(): asks once more before something that cannot be taken back, or that ends something. False when it is called off.
import { ElMessageBox } from 'element-plus'

import { i18n } from './i18n'

interface Asking {
  title?: string // what `action` says, when absent
  danger?: boolean // it is lost for good
}

export async function sure(text: string, action: string, { title, danger }: Asking = {}): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, title ?? action, {
      confirmButtonText: action,
      cancelButtonText: i18n.global.t('common.cancel'),
      ...(danger ? { confirmButtonClass: 'el-button--danger' } : {}),
    })
    return true
  } catch {
    return false
  }
}
