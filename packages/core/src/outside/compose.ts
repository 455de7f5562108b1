/** From the case to what the reader sees: only what was chosen, and nothing finer than that. */
import type { Care } from '../care/care.ts'
import { dayOf } from '../casework/day.ts'
import type { CaseFile, Identity } from '../casework/model.ts'
import { currentRisk, latestOfEach } from '../casework/risk.ts'
import type { RecordId } from '../record/model.ts'
import { cleanText } from '../record/text.ts'
import type { OutsideAttached, OutsideCare, OutsideContent, OutsideIdentity, OutsideNote, OutsidePart } from './model.ts'

export const OUTSIDE_PARTS: readonly OutsidePart[] = ['summary', 'needs', 'people', 'risk', 'identity', 'notes', 'medical', 'files']

export interface Composing {
  readonly from: string
  readonly to: string
  readonly writtenAt: number
  readonly expires: number
  readonly language: string
  readonly words: string
  readonly labels: Readonly<Record<string, string>>
  readonly parts: readonly OutsidePart[]
  /** Ids of the notes that were chosen; nothing is sent of others. */
  readonly notes?: readonly RecordId[]
  /** Ids of the attached files that were chosen, likewise. */
  readonly files?: readonly RecordId[]
  /** Of the medical part, where it is readable here. */
  readonly care?: readonly Care[]
}

/** `identities`: those this device may read; null when it may not. A need's note stays in the case. */
export const composeOutside = (
  file: CaseFile,
  identities: readonly Identity[] | null,
  { parts, labels, notes = [], files = [], care = [], ...head }: Composing,
): OutsideContent => {
  const has = (part: OutsidePart): boolean => parts.includes(part)
  const needs = has('needs') ? file.needs.filter(({ dropped }) => !dropped) : null
  const content = {
    ...head,
    words: cleanText(head.words),
    summary: has('summary') ? { urgency: file.urgency, country: file.country, text: file.summary } : null,
    needs: needs?.map(({ kind, from, to, place, urgency, headcount }) => ({ kind, from, to, place, urgency, headcount })) ?? null,
    people: has('people') ? file.people.map(({ label, relation, languages }) => ({ label, relation, languages })) : null,
    risk: has('risk') ? riskOf(file) : null,
    identity: has('identity') ? identityOf(file, identities ?? []) : null,
    notes: has('notes') ? notesOf(file, notes) : null,
    medical: has('medical') ? medicalOf(file, care) : null,
    files: has('files') ? filesOf(file, files) : null,
  }
  return { ...content, labels: labelsIn(content, labels) }
}

const riskOf = ({ assessments }: CaseFile): OutsideContent['risk'] => {
  const level = currentRisk(assessments)
  if (level === null) return null
  const lines = (list: 'threats' | 'vulnerabilities' | 'capacities'): readonly string[] => [
    ...new Set(latestOfEach(assessments).flatMap((one) => one[list])),
  ]
  return { level, threats: lines('threats'), vulnerabilities: lines('vulnerabilities'), capacities: lines('capacities') }
}

const identityOf = ({ people }: CaseFile, identities: readonly Identity[]): readonly OutsideIdentity[] =>
  people.flatMap(({ id, label }) => {
    const known = identities.find(({ person }) => person === id)
    if (known === undefined) return []
    const { name, otherNames, contact, whereabouts, birth, documents } = known
    return [{ label, name, otherNames, contact, whereabouts, birth, documents }]
  })

const notesOf = ({ notes }: CaseFile, chosen: readonly RecordId[]): readonly OutsideNote[] =>
  notes.filter(({ id }) => chosen.includes(id)).map(({ at, text }) => ({ on: dayOf(at), text }))

const filesOf = (file: CaseFile, chosen: readonly RecordId[]): readonly OutsideAttached[] =>
  chosenFiles(file, chosen).map(({ name, bytes }) => ({ name, bytes }))

/** In the order in which their bytes follow. */
export const chosenFiles = ({ files }: Pick<CaseFile, 'files'>, chosen: readonly RecordId[]): CaseFile['files'] =>
  files.filter(({ id }) => chosen.includes(id))

/** What has ended, and what is about somebody who is not in the file, stays. */
const medicalOf = ({ people }: CaseFile, care: readonly Care[]): readonly OutsideCare[] =>
  care.flatMap(({ person, kind, text, since, urgent, endedOn }) => {
    const about = people.find(({ id }) => id === person)
    return about === undefined || endedOn !== null ? [] : [{ label: about.label, kind, text, since, urgent }]
  })

/** Only labels of codes that stand in it: a whole vocabulary would say in which version of the program it was written. */
const labelsIn = (
  { needs, summary, risk, medical }: Pick<OutsideContent, 'needs' | 'summary' | 'risk' | 'medical'>,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const codes = new Set([
    ...(needs ?? []).flatMap(({ kind, urgency }) => [kind, urgency]),
    ...(summary === null ? [] : [summary.urgency]),
    ...(risk === null ? [] : [risk.level]),
    ...(medical ?? []).map(({ kind }) => `care.${kind}`),
  ])
  return Object.fromEntries(Object.entries(labels).filter(([code]) => codes.has(code)))
}
