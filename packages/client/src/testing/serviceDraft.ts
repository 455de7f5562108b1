/** A service as somebody fills it in who says little. */
import type { Day } from '@pergola/core/casework'
import type { ServiceReach } from '@pergola/core/directory'
import type { ServiceDraft } from '../contract/index.ts'

export const serviceDraft = (name: string, reach: ServiceReach = {}, more: Partial<ServiceDraft> = {}): ServiceDraft => ({
  programme: '',
  name,
  about: '',
  visibility: 'network',
  audience: [],
  reach,
  facts: [],
  places: [],
  contacts: [],
  reviewOn: null,
  source: '',
  ...more,
})

/** So many places free; the day is the client's own. */
export const placesFree = (free: number): Pick<ServiceReach, 'capacity'> => ({
  capacity: { unit: 'places', free, updated: '2026-01-01' as Day },
})
