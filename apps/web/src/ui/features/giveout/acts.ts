/** What can be done with a case, and which consents ground each; core/consent has the table, a test holds the two together. */
import type { ConsentScope } from '@pergola/core/vocabulary'
import type { GiveOutAct, Section } from '../../../contract.ts'

/** A package and a printed document are one act in two forms. */
export const FORMS = ['package', 'document', 'submission', 'appeal'] as const
export type Form = (typeof FORMS)[number]

export const actOf = (form: Form): GiveOutAct => (form === 'submission' || form === 'appeal' ? form : 'export')

export const SCOPES_OF: Readonly<Record<GiveOutAct, readonly ConsentScope[]>> = {
  export: ['share_named_org', 'referral'],
  submission: ['un_government', 'un_public', 'reprisals_report', 'diplomatic'],
  appeal: ['appeal_anonymous', 'appeal_named', 'media'],
}

/** In the order in which a document has them. */
export const SECTIONS: readonly Section[] = [
  'summary',
  'people',
  'identity',
  'verification',
  'incidents',
  'risk',
  'plan',
  'needs',
  'relay',
  'tasks',
  'notes',
  'files',
  'consents',
  'medical',
]

/** Who somebody is, and health, are chosen by themselves. */
const START: Readonly<Record<Form, readonly Section[]>> = {
  package: SECTIONS.filter((section) => section !== 'medical' && section !== 'identity'),
  document: SECTIONS.filter((section) => section !== 'medical' && section !== 'identity'),
  submission: ['summary', 'incidents'],
  appeal: ['summary', 'incidents'],
}
export const startOf = (form: Form): readonly Section[] => START[form]
