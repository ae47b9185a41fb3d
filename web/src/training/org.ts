// What an organisation of an address is: the areas are known, a group or a school is asked for.
import * as registry from '../registry/api'
import { areaOf } from '../shared/place'

export type OrgKindOf = 'area' | 'group' | 'school'

export async function kindOf(id: string): Promise<OrgKindOf> {
  if (areaOf(id)) return 'area'
  return registry.group(id).then(
    () => 'group' as const,
    () => 'school' as const,
  )
}
