/** What each scope means, and which scopes can ground which act. One table for the gate, the forms and the words. */
import type { ConsentPart, PassageAct } from '../vocabulary/caseCodes.ts'
import type { ConsentScope } from '../vocabulary/codes.ts'

/** What is in the space of the case itself: whoever is given the file reads all of it. */
export const FILE_PARTS = ['summary', 'needs', 'risk', 'people', 'files', 'notes', 'incidents'] as const satisfies readonly ConsentPart[]

interface Meaning {
  /** What a yes means that names no parts. */
  readonly implied: readonly ConsentPart[]
  /** What it means only when it is named. */
  readonly named: readonly ConsentPart[]
}

const WITH_NAME: readonly ConsentPart[] = ['summary', 'people', 'incidents', 'identity']
const IN_FIGURES: readonly ConsentPart[] = ['summary', 'needs', 'risk', 'incidents']

const MEANING: Readonly<Record<ConsentScope, Meaning>> = {
  record: { implied: [...FILE_PARTS, 'identity'], named: ['medical', 'emergency'] },
  share_named_org: { implied: [...FILE_PARTS, 'identity'], named: ['medical', 'emergency'] },
  share_network: { implied: ['summary', 'needs'], named: [] },
  referral: { implied: ['summary', 'needs', 'people'], named: ['risk', 'files', 'notes', 'incidents', 'identity', 'medical'] },
  contact_family: { implied: ['summary'], named: ['needs', 'identity'] },
  un_government: { implied: WITH_NAME, named: ['risk', 'files', 'medical'] },
  un_public: { implied: WITH_NAME, named: [] },
  reprisals_report: { implied: WITH_NAME, named: ['files'] },
  appeal_anonymous: { implied: ['summary', 'incidents'], named: ['needs'] },
  appeal_named: { implied: WITH_NAME, named: ['needs', 'files'] },
  media: { implied: WITH_NAME, named: ['files'] },
  diplomatic: { implied: [...WITH_NAME, 'needs', 'risk'], named: ['files', 'notes', 'medical'] },
  statistics: { implied: IN_FIGURES, named: [] },
  research: { implied: IN_FIGURES, named: ['files', 'notes'] },
}

/** What a yes to this scope means when it names no parts. */
export const impliedParts = (scope: ConsentScope): readonly ConsentPart[] => MEANING[scope].implied
/** Every part that a yes to this scope can name. */
export const partsOfScope = (scope: ConsentScope): readonly ConsentPart[] => [...MEANING[scope].implied, ...MEANING[scope].named]

interface Ground {
  readonly scopes: readonly ConsentScope[]
  /** What is sent unless somebody says which parts. */
  readonly parts: readonly ConsentPart[]
}

const GROUNDS: Readonly<Record<PassageAct, Ground>> = {
  teaser: { scopes: ['share_network'], parts: ['needs'] },
  vouch: { scopes: ['share_network', 'share_named_org'], parts: ['summary'] },
  share_file: { scopes: ['share_named_org'], parts: FILE_PARTS },
  share_identity: { scopes: ['share_named_org'], parts: ['identity'] },
  share_medical: { scopes: ['share_named_org'], parts: ['medical'] },
  emergency: { scopes: ['share_named_org'], parts: ['emergency'] },
  outside_file: { scopes: ['referral', 'share_named_org', 'contact_family', 'diplomatic', 'media'], parts: ['summary', 'needs'] },
  export: { scopes: ['share_named_org', 'referral'], parts: FILE_PARTS },
  appeal: { scopes: ['appeal_anonymous', 'appeal_named', 'media'], parts: ['summary', 'incidents'] },
  submission: { scopes: ['un_government', 'un_public', 'reprisals_report', 'diplomatic'], parts: WITH_NAME },
  statistics: { scopes: ['statistics', 'research'], parts: IN_FIGURES },
}

/** The scopes of which one must be agreed to before the act. */
export const scopesOfAct = (act: PassageAct): readonly ConsentScope[] => GROUNDS[act].scopes
export const partsOfAct = (act: PassageAct): readonly ConsentPart[] => GROUNDS[act].parts
