/** Services and needs as the tests of matching tell them. */
import type { OrgId } from '@pergola/protocol'
import type { Day } from '../casework/model.ts'
import type { Service, ServiceReach } from '../directory/model.ts'
import { SHELTER } from '../record/story.fixture.ts'
import type { MatchNeed } from './model.ts'

export const day = (text: string): Day => text as Day
export const TODAY = day('2026-03-01')

/** Three months in the region for a defender with two children, from Kenya; nothing else has been told. */
export const NEED: MatchNeed = {
  kind: 'relocation.regional',
  place: '',
  country: 'KE',
  from: TODAY,
  days: 91,
  headcount: 3,
  languages: ['sw', 'en'],
  urgency: 'days',
  inExile: null,
  groups: [],
  groupsComplete: false,
  organisation: null,
  unsafeCountries: null,
  canReturn: null,
  incidentOn: null,
  workMonths: null,
  amount: null,
  alreadyFunded: null,
  memberVouches: null,
  referees: null,
  hostFound: null,
}

/** A room of Joost's shelter, of which only this is known. */
export const service = (reach: ServiceReach, more: Partial<Service> = {}): Service => ({
  id: 's',
  org: SHELTER,
  providerId: null,
  provider: 'Huis Noord',
  programme: '',
  name: 'Rooms',
  about: '',
  reach,
  facts: [],
  places: [],
  contacts: [],
  visibility: 'network',
  reviewOn: null,
  checkedOn: day('2026-02-01'),
  enteredBy: SHELTER as OrgId,
  changedAt: 0,
  ...more,
})
