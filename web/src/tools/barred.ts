// Why a link does not open for a child.
import type { ToolChild, ToolLink } from './types'

export const barredFor =
  (child: ToolChild, t: (key: string) => string) =>
  (link: ToolLink): string =>
    !child.agreed
      ? t('tools.notAgreed')
      : child.tools.find((one) => one.id === link.tool_id)?.stopped
        ? t('tools.stopped')
        : ''
