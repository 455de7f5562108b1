/** One conversation about consent as it is filled in: what was answered to each question, and what goes to be recorded. */
import type { Day } from '@pergola/core/casework'
import type { NewConsent } from '@pergola/core/consent'
import type { ConsentPart } from '@pergola/core/vocabulary'
import type { OrgId } from '@pergola/protocol'
import type { ConsentRow } from '../../../contract.ts'

export type ConsentScope = ConsentRow['scope']

/** In the order in which one would speak about them. */
export const SCOPES = [
  'record',
  'share_network',
  'share_named_org',
  'referral',
  'contact_family',
  'statistics',
  'research',
  'diplomatic',
  'appeal_anonymous',
  'appeal_named',
  'media',
  'un_government',
  'un_public',
  'reprisals_report',
] as const satisfies readonly ConsentScope[]

/** Scopes of which somebody outside the network may be named. */
const OUTSIDE: ReadonlySet<ConsentScope> = new Set<ConsentScope>([
  'share_named_org',
  'referral',
  'contact_family',
  'diplomatic',
  'media',
  'un_government',
  'un_public',
])

export const mayNameOutside = (scope: ConsentScope): boolean => OUTSIDE.has(scope)

/** Parts that a yes can be limited to; what else a scope could mean is offered where it is shared. */
const FILE: readonly ConsentPart[] = ['summary', 'needs', 'risk', 'people', 'files', 'notes', 'incidents']
const WITH_NAME: readonly ConsentPart[] = ['summary', 'people', 'incidents', 'identity']
export const PARTS: Readonly<Record<ConsentScope, readonly ConsentPart[]>> = {
  record: [...FILE, 'identity', 'medical', 'emergency'],
  share_named_org: [...FILE, 'identity', 'medical', 'emergency'],
  share_network: ['summary', 'needs'],
  referral: ['summary', 'needs', 'people', 'risk', 'files', 'notes', 'incidents', 'identity', 'medical'],
  contact_family: ['summary', 'needs', 'identity'],
  un_government: [...WITH_NAME, 'risk', 'files', 'medical'],
  un_public: WITH_NAME,
  reprisals_report: [...WITH_NAME, 'files'],
  appeal_anonymous: ['summary', 'incidents', 'needs'],
  appeal_named: [...WITH_NAME, 'needs', 'files'],
  media: [...WITH_NAME, 'files'],
  diplomatic: [...WITH_NAME, 'needs', 'risk', 'files', 'notes', 'medical'],
  statistics: ['summary', 'needs', 'risk', 'incidents'],
  research: ['summary', 'needs', 'risk', 'incidents', 'files', 'notes'],
}

/** What the case file itself holds; who is given it reads all of it. */
export const FILE_PARTS = FILE

export type Reply = 'yes' | 'no' | 'open'

export interface Answer {
  readonly reply: Reply
  readonly org: string
  readonly recipient: string
  readonly parts: readonly ConsentPart[]
  /** null: our own text in the language of the conversation. */
  readonly words: string | null
}

export const NOT_ASKED: Answer = { reply: 'open', org: '', recipient: '', parts: [], words: null }

export type Answers = Readonly<Partial<Record<ConsentScope, Answer>>>

export interface Conversation {
  readonly people: readonly string[]
  readonly on: string
  readonly how: NewConsent['how']
  readonly until: string
  readonly givenBy: NonNullable<NewConsent['givenBy']>
  readonly guardian: string
  readonly trusted: string
  readonly language: string
  readonly answers: Answers
}

const isNamed = (scope: ConsentScope, { org, recipient }: Answer): boolean =>
  scope !== 'share_named_org' || org !== '' || recipient.trim() !== ''

/** Something was asked, of somebody, and nothing that it needs is missing. */
export const isComplete = ({ people, on, givenBy, guardian, trusted, answers }: Conversation): boolean => {
  const asked = Object.entries(answers).filter(([, answer]) => answer.reply !== 'open')
  const giver = givenBy === 'self' || (givenBy === 'guardian' ? guardian !== '' && !people.includes(guardian) : trusted.trim() !== '')
  return (
    people.length > 0 && on !== '' && giver && asked.length > 0 && asked.every(([scope, answer]) => isNamed(scope as ConsentScope, answer))
  )
}

/** One decision for each person and question that was answered. `wording` gives our own text for a scope. */
export const consentsOf = (
  conversation: Conversation,
  wording: (scope: ConsentScope, parts: readonly string[]) => string,
): readonly NewConsent[] => {
  const { people, on, how, until, givenBy, guardian, trusted, language, answers } = conversation
  const giver = { givenBy, guardian: givenBy === 'guardian' ? guardian : null, trusted: givenBy === 'trusted' ? trusted : '' }
  return SCOPES.flatMap((scope) => {
    const answer = answers[scope] ?? NOT_ASKED
    if (answer.reply === 'open') return []
    const words = answer.words ?? wording(scope, answer.parts)
    const what = {
      scope,
      org: answer.org === '' ? null : (answer.org as OrgId),
      recipient: answer.org === '' ? answer.recipient : '',
      parts: answer.parts,
      given: answer.reply === 'yes',
      words,
      language: words === '' ? '' : language,
    }
    const when = { on: on as Day, how, until: until === '' || answer.reply === 'no' ? null : (until as Day) }
    return people.map((person) => ({ person, ...what, ...when, ...giver }))
  })
}
