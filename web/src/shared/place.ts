// The place: which areas there are, which one the pages are about, and which school year, stage and standard. Area
// comes from the path, the rest from the query, so that an address says all and can be sent to a colleague.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import type { StandardInfo } from '../balance/types'
import type { Area } from '../registry/types'
import { client, take } from './client'
import { Problem } from './problem'
import type { Page } from './types'

const remembered = 'doorstep.area'

export const areas = shallowRef<Area[]>([])
export const standards = shallowRef<StandardInfo[]>([])
export const areasReady = ref(false)
export const areasProblem = shallowRef<Problem | null>(null)
export const lastArea = ref(localStorage.getItem(remembered) ?? '')

export async function refreshAreas(): Promise<void> {
  try {
    const [of_areas, of_standards] = await Promise.all([
      take(client.GET('/api/areas', {})) as Promise<Page<Area>>,
      take(client.GET('/api/standards', {})) as Promise<Page<StandardInfo>>,
    ])
    areas.value = of_areas.items
    standards.value = of_standards.items
    areasProblem.value = null
  } catch (error) {
    areasProblem.value = Problem.of(error)
  }
  areasReady.value = true
}

export function rememberArea(id: string): void {
  lastArea.value = id
  localStorage.setItem(remembered, id)
}

export const areaOf = (id: string | null | undefined) => areas.value.find((one) => one.id === id)
// The stages of an area that a standard covers.
export function coveredStages(area: Area | undefined, standard: string | undefined): string[] {
  const covered = standards.value.find((one) => one.id === standard)?.stages
  return (area?.stages ?? []).filter((one) => !covered || covered.includes(one))
}

// The district around a school or group, which may lie in a town of it.
export const districtOf = (one: { org: { parent_id: string | null }; district: string }) =>
  areaOf(one.org.parent_id) ??
  areas.value.find((area) => area.kind === 'district' && area.name === one.district)

// Who comes in by a school or a group stands in its district, unless another place was seen last.
export const standIn = (one: () => Parameters<typeof districtOf>[0] | null | undefined) =>
  watch(
    () => {
      const now = one()
      return now && districtOf(now)
    },
    (district) => district && !lastArea.value && rememberArea(district.id),
  )

export const below = (id: string) => areas.value.filter((one) => one.parent_id === id)

// Where a person lands: the place seen last, or else the first district with returns.
export function landing(preferred: string | null): Area | undefined {
  const districts = areas.value.filter((one) => one.kind === 'district')
  return (
    areaOf(preferred) ??
    areaOf(lastArea.value) ??
    districts.find((one) => one.groups > 0 && one.years.length > 1) ??
    areas.value.find((one) => one.kind === 'region' && one.years.length > 0) ??
    districts.find((one) => one.years.length > 0) ??
    districts[0] ??
    areas.value[0]
  )
}

export function usePlace() {
  const route = useRoute()
  const router = useRouter()

  const areaId = computed(() => String(route.params.area ?? '') || lastArea.value)
  const area = computed(() => areaOf(areaId.value))
  const years = computed(() => area.value?.years ?? [])
  const year = computed<number | undefined>(() => {
    const asked = Number(route.query.year)
    return asked || years.value[0]
  })
  const stage = computed(() => String(route.query.stage ?? '') || undefined)
  const standard = computed(() => String(route.query.standard ?? '') || undefined)

  function ask(changes: Record<string, string | number | undefined>) {
    const query = { ...route.query }
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') delete query[name]
      else query[name] = String(value)
    }
    return router.replace({ query, hash: route.hash })
  }

  // Query that links within the place carry on.
  const carried = computed(() => {
    const query: Record<string, string> = {}
    for (const name of ['year', 'standard']) if (route.query[name]) query[name] = String(route.query[name])
    return query
  })

  return { areaId, area, years, year, stage, standard, ask, carried }
}
