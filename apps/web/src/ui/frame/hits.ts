import type { SearchHit } from '../../contract.ts'
import type { IconName } from '../components/Icon.tsx'

const FOLDERS: Readonly<Record<SearchHit['kind'], string>> = {
  case: '/cases/',
  alert: '/alerts/',
  service: '/directory/',
  provider: '/directory/providers/',
  referral: '/referrals/',
  organisation: '/network/',
}

export const HIT_ICONS: Readonly<Record<SearchHit['kind'], IconName>> = {
  case: 'cases',
  alert: 'alerts',
  service: 'directory',
  provider: 'directory',
  referral: 'relay',
  organisation: 'network',
}

/** Where a search result leads. */
export const placeOf = (hit: SearchHit): string => `${FOLDERS[hit.kind]}${encodeURIComponent(hit.id)}`
