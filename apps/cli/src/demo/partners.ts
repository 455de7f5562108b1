/** Whom the organisations of the demo turn to. */
import type { OrgKey } from './cast.ts'

/** Who takes up what: for planning which organisation covers a need. */
const SUITS: Partial<Record<OrgKey, readonly string[]>> = {
  lakes: ['relocation.regional', 'relocation.internal', 'security.accompaniment', 'security.transport', 'psychosocial'],
  atlas: [
    'legal',
    'medical',
    'security',
    'humanitarian.bail_fines',
    'equipment',
    'organisational',
    'humanitarian.living',
    'relocation.office',
  ],
  lantern: ['medical', 'psychosocial', 'humanitarian.family', 'humanitarian.living', 'fellowship'],
  noord: ['relocation.international', 'relocation.regional', 'humanitarian.living', 'humanitarian.family', 'psychosocial', 'fellowship'],
  roof: [
    'relocation',
    'visa',
    'legal.trial_monitoring',
    'legal.immigration',
    'advocacy',
    'digital',
    'security.digital',
    'security.communications',
    'visibility',
    'organisational',
    'humanitarian.family',
  ],
  alvia: ['legal.trial_monitoring', 'legal.prison_visit', 'advocacy.diplomatic', 'visa'],
}

const suits = (kind: string, offered: readonly string[]): boolean => offered.some((one) => kind === one || kind.startsWith(`${one}.`))

export const partnersFor = (kind: string, owner: OrgKey): readonly OrgKey[] => {
  const able = (Object.keys(SUITS) as OrgKey[]).filter((org) => org !== owner && suits(kind, SUITS[org] ?? []))
  return able.length > 0 ? able : (['atlas', 'roof'].filter((org) => org !== owner) as OrgKey[])
}
