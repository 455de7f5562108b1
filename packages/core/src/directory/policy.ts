/** Who may write what in the network's book, and in a listing for chosen organisations. */
import type { OrgId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import { ownerOf } from '../record/owned.ts'
import { asMap } from '../record/read.ts'
import type { Author, Op, Rules, Value } from '../record/model.ts'

const isSteward = (author: Author): boolean => author.role === 'steward'

/** Entries read from a published list belong to nobody in particular. */
const IMPORTED = 'imported'

/** The record id of a row of a published list: always the same, so that reading the list again updates and never doubles. */
export const importedId = (row: string): string => `${IMPORTED}:${row}`

const ENTRIES: ReadonlySet<string> = new Set(['service', 'provider'])
/** Collections in which each organisation speaks for itself only, stewards too. */
const WORDS: ReadonlySet<string> = new Set(['vouch', 'dispute', 'resolution', 'answers', 'call', 'training'])

const fieldOf = (op: Op, field: string): Value | undefined => (op.o === 'set' ? op.f[field] : undefined)

const factsIn = (op: Op): readonly Value[] => {
  const facts = fieldOf(op, 'facts')
  return Array.isArray(facts) ? (facts as readonly Value[]) : []
}

const isKeptBack = (visibility: Value | undefined): boolean => visibility === 'match' || visibility === 'chosen'

/** What a service that is only a match leaves unsaid. */
const DETAILS = ['provider', 'providerId', 'programme', 'name', 'about', 'facts', 'places', 'contacts', 'reviewOn'] as const

const saysSomething = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

const readersOnlyRead: Rule = {
  name: 'readers_only_read',
  sentence: 'Someone who may only read writes nothing.',
  breaks: (_op, author) => author.role === 'reader',
}

export const NETWORK_RULES: readonly Rule[] = [
  readersOnlyRead,
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
    name: 'entry_is_own',
    sentence:
      'An organisation edits the services and providers it entered; a steward may edit all; imported ones are kept by everyone together.',
    breaks: (op, author) => ENTRIES.has(op.c) && ownerOf(op.i) !== author.org && ownerOf(op.i) !== IMPORTED && !isSteward(author),
  },
  {
    name: 'offer_is_own',
    sentence: 'A service is offered in the name of the organisation that entered it, or of someone outside the network.',
    breaks: (op) => op.c === 'service' && typeof fieldOf(op, 'org') === 'string' && fieldOf(op, 'org') !== ownerOf(op.i),
  },
  {
    name: 'word_is_own',
    sentence: 'An organisation vouches, disagrees, reports answers, calls and offers training in its own name only; stewards too.',
    breaks: (op, author) => WORDS.has(op.c) && ownerOf(op.i) !== author.org,
  },
  {
    name: 'stop_is_own',
    sentence: 'That an organisation was stopped, and others act for it, is said in its own name.',
    breaks: (op, author) => op.c === 'stopped' && op.i !== author.org,
  },
  {
    name: 'others_vouch',
    sentence: 'Nobody vouches for themselves or for what they offer.',
    breaks: (op, author) => op.c === 'vouch' && (subjectOf(op) === author.org || ownerOf(subjectOf(op)) === author.org),
  },
  {
    name: 'kept_back_stays_out',
    sentence: 'What is for a match or for chosen organisations only is not written where all members read.',
    breaks: (op) => op.c === 'service' && (factsIn(op).some((fact) => isKeptBack(asMap(fact)?.['visibility'])) || tellsAMatch(op)),
  },
  {
    name: 'fact_is_signed',
    sentence: 'A fact is entered in the name of whoever writes it or of the owner of the entry; a steward leaves the names that stand.',
    breaks: (op, author) => op.c === 'service' && !isSteward(author) && factsIn(op).some((fact) => !isSigned(fact, op, author)),
  },
]

const subjectOf = (op: Op): string => op.i.slice(op.i.indexOf(':') + 1)

const tellsAMatch = (op: Op): boolean =>
  isKeptBack(fieldOf(op, 'visibility')) &&
  (fieldOf(op, 'visibility') === 'chosen' || DETAILS.some((field) => saysSomething(fieldOf(op, field))))

const isSigned = (fact: Value, op: Op, author: Author): boolean => {
  const by = asMap(fact)?.['enteredBy']
  return by === undefined || by === author.org || by === ownerOf(op.i) || ownerOf(op.i) === IMPORTED
}

export const LISTING_RULES: readonly Rule[] = [
  readersOnlyRead,
  {
    name: 'listing_is_own',
    sentence: 'A listing is kept by the organisation that founded it, and lists only what that organisation entered.',
    breaks: (op, author, holder) => author.org !== holder || op.c !== 'service' || ownerOf(op.i) !== holder,
  },
]

/** Rules of the network space; no rule depends on who founded it. */
export const networkRules: Rules = rulesFrom(NETWORK_RULES, '' as OrgId)

/** Rules of a listing space that `holder` founded. */
export const listingRules = (holder: OrgId): Rules => rulesFrom(LISTING_RULES, holder)
