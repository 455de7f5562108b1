/** What the page knows while it is open. Closing or leaving it forgets everything: nothing is ever stored. */
import type { CardProblem, Mailbox, Receipt, VerifiedCard } from '@pergola/core/intake'
import type { OrgId, Result } from '@pergola/protocol'
import { emptyDraft, type Draft } from './draft.ts'
import { sealing } from './loading.ts'
import { requestOffer } from './request.ts'
import type { RelayProblem } from './sealing/relay.ts'
import type { Language } from './words/index.ts'

export interface Session {
  readonly org: OrgId
  language: Language
  /** Null while it is being checked. */
  card: Result<VerifiedCard, CardProblem | RelayProblem> | null
  draft: Draft
  /** Drawn before the first attempt and kept for the next ones, so that a message that did arrive is not sent into another mailbox. */
  receipt: Receipt | null
  /** An open conversation. */
  mailbox: Mailbox | null
}

export const newSession = (org: OrgId, language: Language): Session => ({
  org,
  language,
  card: null,
  draft: emptyDraft(),
  receipt: null,
  mailbox: null,
})

/** Something written that was not sent, or a receipt that nobody has confirmed to have. */
export const isUnsaved = ({ draft, receipt, mailbox }: Session): boolean =>
  draft.text !== '' || draft.reach !== '' || draft.files.length > 0 || (receipt !== null && mailbox === null)

export const forget = (session: Session): void => {
  session.draft = emptyDraft()
  session.receipt = null
  session.mailbox = null
}

export const loadCard = async (session: Session): Promise<void> => {
  session.card = null
  const [answer, code] = await Promise.all([requestOffer(session.org), sealing()])
  session.card = code ? await code.checkAnswer(session.org, answer) : { ok: false, problem: { type: 'offline' } }
}

/** The name to show: the organisation's own, once it was checked. */
export const nameOf = (session: Session): string => (session.card?.ok ? session.card.value.about.name : '')
