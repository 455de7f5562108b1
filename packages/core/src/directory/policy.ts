/** Who may write what in the network's book. */
import type { OrgId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import { ownerOf } from '../record/owned.ts'
import type { Author, Op, Rules } from '../record/model.ts'

const isSteward = (author: Author): boolean => author.role === 'steward'

/** Entries read from a published list belong to nobody in particular. */
const IMPORTED = 'imported'

/** The record id of a row of a published list: always the same, so that reading the list again updates and never doubles. */
export const importedId = (row: string): string => `${IMPORTED}:${row}`

const offersFor = (op: Op): unknown => (op.o === 'set' ? op.f['org'] : undefined)

export const NETWORK_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'steward_names_network',
    sentence: 'A steward names the network.',
    breaks: (op, author) => op.c === 'network' && !isSteward(author),
  },
  {
    name: 'profile_is_own',
    sentence: 'An organisation edits its own profile; a steward may edit all.',
    breaks: (op, author) => op.c === 'org' && op.i !== author.org && !isSteward(author),
  },
  {
    name: 'service_is_own',
    sentence: 'An organisation edits the services it entered; a steward may edit all; imported entries are kept by everyone together.',
    breaks: (op, author) => op.c === 'service' && ownerOf(op.i) !== author.org && ownerOf(op.i) !== IMPORTED && !isSteward(author),
  },
  {
    name: 'offer_is_own',
    sentence: 'A service is offered in the name of the organisation that entered it, or of someone outside the network.',
    breaks: (op) => op.c === 'service' && typeof offersFor(op) === 'string' && offersFor(op) !== ownerOf(op.i),
  },
]

/** Rules of the network space; no rule depends on who founded it. */
export const networkRules: Rules = rulesFrom(NETWORK_RULES, '' as OrgId)
