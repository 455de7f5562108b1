/**
 * Assessments of risk: three lists with all that is known of each line, and the five-step analysis of a threat.
 *
 * | record | fields |
 * |---|---|
 * | `risk/<organisation>:<random>` | person (absent: everyone in the case), on, probability, impact, deathThreat, deathThreatOver; threats, vulnerabilities, capacities: lists of a line or a map; analysis: a map |
 */
import { dayOf, parseDay } from '../casework/day.ts'
import { isOut } from '../casework/takenOut.ts'
import type { Day, Instant, RiskAssessment } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, RecordId, Row, Value } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { asLine, asMap, asText, flagIn, idIn, lineIn, oneOfIn, rowAt, rowsInOrder, valueOf } from '../record/read.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, type Check, type Ops } from '../record/write.ts'
import { STEPS } from '../vocabulary/codes.ts'
import { RISK_COMPONENTS, THREAT_CHANGES, THREAT_KINDS, THREAT_PATTERNS } from '../vocabulary/safetyCodes.ts'
import type { Analysis, Aspect, Assessment, AssessmentDraft, Threat } from './model.ts'

/** Lines of one list. */
const MOST_LINES = 100
/** UTF-8 bytes of one step of the analysis. */
const LONGEST_STEP = 20_000

/* ---- reading ---- */

const codeIn = <T extends string>(value: Value | undefined, codes: readonly T[]): T | '' =>
  typeof value === 'string' && (codes as readonly string[]).includes(value) ? (value as T) : ''

/** What stands in a list: a line, as everyone wrote them first, or a map. */
const partsIn = (row: Row, field: string): readonly (string | { readonly [key: string]: Value })[] => {
  const value = valueOf(row, field)
  if (!Array.isArray(value)) return []
  return (value as readonly Value[]).slice(0, MOST_LINES).flatMap((part) => {
    const said = typeof part === 'string' ? asLine(part, 500) : asMap(part)
    return said === null || said === '' ? [] : [said]
  })
}

const threatOf = (part: string | { readonly [key: string]: Value }): Threat =>
  typeof part === 'string'
    ? { text: part, who: '', why: '', kind: '', pattern: '', change: '', area: '', death: false }
    : {
        text: asLine(part['text'], 500),
        who: asLine(part['who'], 500),
        why: asLine(part['why'], 500),
        kind: codeIn(part['kind'], THREAT_KINDS),
        pattern: codeIn(part['pattern'], THREAT_PATTERNS),
        change: codeIn(part['change'], THREAT_CHANGES),
        area: asLine(part['area'], 500),
        death: part['death'] === true,
      }

const aspectOf = (part: string | { readonly [key: string]: Value }): Aspect =>
  typeof part === 'string'
    ? { text: part, component: '' }
    : { text: asLine(part['text'], 500), component: codeIn(part['component'], RISK_COMPONENTS) }

const readThreats = (row: Row): readonly Threat[] =>
  partsIn(row, 'threats')
    .map(threatOf)
    .filter(({ text }) => text !== '')
const readAspects = (row: Row, field: 'vulnerabilities' | 'capacities'): readonly Aspect[] =>
  partsIn(row, field)
    .map(aspectOf)
    .filter(({ text }) => text !== '')

const readAnalysis = (value: Value | undefined): Analysis | null => {
  const map = asMap(value)
  if (map === null) return null
  const [facts, pattern, objective, source, conclusion] = (['facts', 'pattern', 'objective', 'source', 'conclusion'] as const).map(
    (field) => asText(map[field]),
  ) as [string, string, string, string, string]
  return { facts, pattern, objective, source, conclusion }
}

const readAssessment = (doc: Doc, [id, row]: readonly [RecordId, Row]): readonly Assessment[] => {
  const person = idIn(row, 'person')
  const of = rowAt(doc, 'person', person ?? '')
  if (of !== undefined && isOut(of)) return []
  return [assessmentOf(id, row, of === undefined ? null : person)]
}

const assessmentOf = (id: RecordId, row: Row, person: RecordId | null): Assessment => {
  const threats = readThreats(row)
  return {
    id,
    org: ownerOf(id),
    person,
    on: parseDay(valueOf(row, 'on')) ?? dayOf(msOf(row.firstAt) as Instant),
    by: row.firstAuthor.person,
    probability: oneOfIn(row, 'probability', STEPS, 'medium'),
    impact: oneOfIn(row, 'impact', STEPS, 'medium'),
    deathThreat: flagIn(row, 'deathThreat') || threats.some(({ death }) => death),
    deathThreatOver: lineIn(row, 'deathThreatOver', 500),
    threats,
    vulnerabilities: readAspects(row, 'vulnerabilities'),
    capacities: readAspects(row, 'capacities'),
    analysis: readAnalysis(valueOf(row, 'analysis')),
  }
}

const byDay = (a: Assessment, b: Assessment): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

/** All of a case, in the order of the days they are about; of somebody whom the file does not know, of everyone. */
export const readAssessments = (doc: Doc): readonly Assessment[] =>
  rowsInOrder(doc, 'risk')
    .flatMap((entry) => readAssessment(doc, entry))
    .sort(byDay)

/** Without what only the risk page shows. */
export const plainAssessments = (doc: Doc): readonly RiskAssessment[] =>
  readAssessments(doc).map(({ org: _org, analysis: _analysis, threats, vulnerabilities, capacities, ...plain }) => ({
    ...plain,
    threats: threats.map(({ text }) => text),
    vulnerabilities: vulnerabilities.map(({ text }) => text),
    capacities: capacities.map(({ text }) => text),
  }))

/* ---- writing ---- */

const threatValue = (threat: string | Threat): Value =>
  typeof threat === 'string'
    ? cleanLine(threat, 500)
    : {
        text: cleanLine(threat.text, 500),
        who: cleanLine(threat.who, 500),
        why: cleanLine(threat.why, 500),
        kind: threat.kind,
        pattern: threat.pattern,
        change: threat.change,
        area: cleanLine(threat.area, 500),
        death: threat.death,
      }

const aspectValue = (aspect: string | Aspect): Value =>
  typeof aspect === 'string' ? cleanLine(aspect, 500) : { text: cleanLine(aspect.text, 500), component: aspect.component }

const textOf = (part: string | { readonly text: string }): string => cleanLine(typeof part === 'string' ? part : part.text, 500)
const said = <T extends string | { readonly text: string }>(list: readonly T[]): readonly T[] => list.filter((part) => textOf(part) !== '')

const isIn = (codes: readonly string[], code: string): boolean => code === '' || codes.includes(code)
const knowsThreat = (threat: string | Threat): boolean =>
  typeof threat === 'string' ||
  (isIn(THREAT_KINDS, threat.kind) && isIn(THREAT_PATTERNS, threat.pattern) && isIn(THREAT_CHANGES, threat.change))
const knowsAspect = (aspect: string | Aspect): boolean => typeof aspect === 'string' || isIn(RISK_COMPONENTS, aspect.component)

const analysisValue = ({ facts, pattern, objective, source, conclusion }: Analysis): Value => ({
  facts: cleanText(facts),
  pattern: cleanText(pattern),
  objective: cleanText(objective),
  source: cleanText(source),
  conclusion: cleanText(conclusion),
})

/** `id` is an `ownedId`: an assessment stays with the organisation that made it. */
export const assessRisk = (id: RecordId, on: Day, draft: AssessmentDraft): Ops => {
  const {
    person = null,
    probability,
    impact,
    deathThreat,
    deathThreatOver = '',
    threats,
    vulnerabilities,
    capacities,
    analysis = null,
  } = draft
  const checks: readonly Check[] = [
    ['id', ownerOf(id) !== null],
    ['on', parseDay(on) !== null],
    ['probability', isOneOf(STEPS, probability)],
    ['impact', isOneOf(STEPS, impact)],
    ['threats', threats.length <= MOST_LINES && threats.every(knowsThreat)],
    ['vulnerabilities', vulnerabilities.length <= MOST_LINES && vulnerabilities.every(knowsAspect)],
    ['capacities', capacities.length <= MOST_LINES && capacities.every(knowsAspect)],
    ['analysis', analysis === null || Object.values(analysis).every((text: string) => utf8Length(text) <= LONGEST_STEP)],
  ]
  return checked(checks, () => [
    setOp('risk', id, {
      ...(person === null ? {} : { person }),
      on,
      probability,
      impact,
      deathThreat: deathThreat || threats.some((threat) => typeof threat !== 'string' && threat.death),
      ...(deathThreatOver.trim() === '' ? {} : { deathThreatOver: cleanLine(deathThreatOver, 500) }),
      threats: said(threats).map(threatValue),
      vulnerabilities: said(vulnerabilities).map(aspectValue),
      capacities: said(capacities).map(aspectValue),
      ...(analysis === null ? {} : { analysis: analysisValue(analysis) }),
    }),
  ])
}
