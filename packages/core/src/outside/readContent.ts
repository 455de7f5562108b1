/** What stands in a sealed file, read by a page that trusts nothing: odd values are left out, long lists are cut. */
import type { Day, Step, Urgency } from '../casework/model.ts'
import { cleanFileName } from '../record/text.ts'
import type { OutsideContent } from './model.ts'

const MOST_ROWS = 200
const MOST_LABELS = 500

type Map = Readonly<Record<string, unknown>>

const asMap = (value: unknown): Map | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Map) : null)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const whole = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0)
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.slice(0, MOST_ROWS).filter((one): one is string => typeof one === 'string') : []
const rows = <T>(value: unknown, read: (row: Map) => T): readonly T[] | null =>
  Array.isArray(value)
    ? value.slice(0, MOST_ROWS).flatMap((one) => {
        const row = asMap(one)
        return row === null ? [] : [read(row)]
      })
    : null

/** null for what is no content at all. */
export const readContent = (value: unknown): OutsideContent | null => {
  const all = asMap(value)
  if (all === null || typeof all['from'] !== 'string' || typeof all['words'] !== 'string') return null
  return {
    from: text(all['from']),
    to: text(all['to']),
    writtenAt: whole(all['writtenAt']),
    expires: whole(all['expires']),
    language: text(all['language']).slice(0, 35),
    words: text(all['words']),
    labels: labelsIn(asMap(all['labels']) ?? {}),
    summary: summaryIn(asMap(all['summary'])),
    needs: rows(all['needs'], (row) => ({
      kind: text(row['kind']),
      from: text(row['from']) as Day,
      to: text(row['to']) as Day,
      place: text(row['place']),
      urgency: text(row['urgency']) as Urgency,
      headcount: whole(row['headcount']),
    })),
    people: rows(all['people'], (row) => ({
      label: text(row['label']),
      relation: text(row['relation']),
      languages: texts(row['languages']),
    })),
    risk: riskIn(asMap(all['risk'])),
    identity: rows(all['identity'], (row) => ({
      label: text(row['label']),
      name: text(row['name']),
      otherNames: text(row['otherNames']),
      contact: text(row['contact']),
      whereabouts: text(row['whereabouts']),
      birth: text(row['birth']),
      documents: text(row['documents']),
    })),
    notes: rows(all['notes'], (row) => ({ on: text(row['on']) as Day, text: text(row['text']) })),
    medical: rows(all['medical'], (row) => ({
      label: text(row['label']),
      kind: text(row['kind']),
      text: text(row['text']),
      since: text(row['since']),
      urgent: row['urgent'] === true,
    })),
    files: rows(all['files'], (row) => ({ name: cleanFileName(text(row['name'])), bytes: Math.max(0, whole(row['bytes'])) })),
  }
}

const labelsIn = (labels: Map): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(labels)
      .slice(0, MOST_LABELS)
      .flatMap(([code, label]) => (typeof label === 'string' ? [[code, label] as const] : [])),
  )

const summaryIn = (from: Map | null): OutsideContent['summary'] =>
  from && { urgency: text(from['urgency']) as Urgency, country: text(from['country']), text: text(from['text']) }

const riskIn = (from: Map | null): OutsideContent['risk'] =>
  from && {
    level: text(from['level']) as Step,
    threats: texts(from['threats']),
    vulnerabilities: texts(from['vulnerabilities']),
    capacities: texts(from['capacities']),
  }
