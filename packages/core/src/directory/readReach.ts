/** What matching can reason with, read from a programme's own statements. Nothing is guessed: what is not said stays unknown. */
import { LANGUAGES, isSupportKind } from '../vocabulary/codes.ts'
import type { ServiceReach } from './model.ts'
import { readAmount, readAnswerHours, readDuration, readReferees, readShortest } from './readQuantities.ts'
import { readRegions } from './readRegions.ts'
import { readApplicants, readExclusions, readTargets } from './readWords.ts'

/** A row's statements by the name of their column; each a list, since some columns hold several. */
export type Statements = Readonly<Record<string, readonly string[]>>

/** A language list that says "any". */
export const ANY_LANGUAGE = 'any'

const firstOf = (statements: Statements, name: string): string => statements[name]?.[0] ?? ''
const allOf = (statements: Statements, ...names: readonly string[]): string => names.flatMap((name) => statements[name] ?? []).join(' ; ')

/** Words in a programme's name, length of stay or conditions that are the name of a kind of support. */
const KINDS_IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\brelocation\b/iu, 'relocation'],
  [/\bhelpline\b|\bemergency line\b/iu, 'helpline'],
  [/\bresidency\b|\bfellowship\b/iu, 'fellowship'],
  [/\bresettlement\b/iu, 'resettlement'],
  [/\b(shelter|hub|refuge) cit(y|ies)\b|\bcity of refuge\b/iu, 'relocation'],
]

/** Kinds by their code where the row lists them; a list with a kind nobody knows still says the others. */
const readKinds = (row: Statements): readonly string[] | undefined => {
  const listed = (row['covers'] ?? []).filter(isSupportKind)
  const words = allOf(row, 'programme', 'duration', 'conditions')
  const kinds = listed.length > 0 ? listed : KINDS_IN_WORDS.filter(([pattern]) => pattern.test(words)).map(([, kind]) => kind)
  return kinds.length > 0 ? kinds : undefined
}

const readLanguages = (row: Statements): readonly string[] | undefined => {
  const languages = row['languages'] ?? []
  if (languages.length === 0) return undefined
  if (languages.some((language) => language.toLowerCase() === ANY_LANGUAGE)) return [ANY_LANGUAGE]
  return languages.every((language) => LANGUAGES.includes(language)) ? languages : undefined
}

const readFamily = (row: Statements): ServiceReach['family'] => {
  const words = allOf(row, 'family', 'target', 'note', 'places', 'conditions', 'condition')
  if (/\b(come|travel|apply) alone\b/iu.test(words)) return 'alone_only'
  return /\bfamily( members)? (is |are )?(included|eligible|accepted|welcome)\b|\bincl(\.|uding|udes)? family\b/iu.test(words)
    ? 'yes'
    : undefined
}

const readExile = (row: Statements): ServiceReach['exile'] => {
  if (/\b(already )?in exile\b|^exile$/imu.test((row['excludes'] ?? []).join('\n'))) return 'no'
  return /\boutside (the|their|his or her )?\s?(home country|country of origin)\b/iu.test(allOf(row, 'condition', 'conditions', 'criteria'))
    ? 'only'
    : undefined
}

/** Closed is read, open is not: a list that does not say "closed" may be old. */
const readState = (row: Statements): ServiceReach['state'] => {
  const words = allOf(row, 'status')
  if (/\b(paused|suspended|temporarily closed)\b/iu.test(words)) return 'paused'
  return /\b(currently|now) closed\b|\bnot (currently )?accepting\b|^closed\b/iu.test(words) ? 'closed' : undefined
}

/** Members or partners of the provider who speak for the applicant come before referees of the applicant's own choice. */
const readEndorsement = (row: Statements): Pick<ServiceReach, 'endorsement' | 'referees'> => {
  const words = allOf(row, 'endorsement', 'condition', 'conditions', 'criteria')
  if (/\b(vouched for|endorsed|recommended|nominated) by (a |an |one |its )?(member|partner)/iu.test(words))
    return { endorsement: 'member' }
  const referees = readReferees(words)
  if (referees !== undefined) return { endorsement: 'referees', referees }
  return /\breferees?\b|\breferences\b/iu.test(words) ? { endorsement: 'referees' } : {}
}

const readReturn = (row: Statements): boolean | undefined => {
  const words = allOf(row, 'return_required')
  if (/\b(not required|no return|need not)\b|^no\b/iu.test(words)) return false
  return /\b(able|willing|must|required|have to|has to|expected)\b|^yes\b/iu.test(words) ? true : undefined
}

/** "4–6 months in Germany": the place of a stay, where it is the only one named. */
const readLocated = (row: Statements): readonly string[] | undefined => {
  const place = /\b(?:days?|weeks?|months?|years?)\s+in\s+(?:the\s+)?([\p{Lu}][\p{L} .'-]*)/u.exec(
    firstOf(row, 'duration').replace(/\([^)]*\)/gu, ''),
  )
  return place ? readRegions(place[1] as string) : undefined
}

const monthsOf = (days: number): number => Math.round(days / (365.25 / 12))

/** The reach of a row; only what could be read is in it. */
export const readReachOf = (row: Statements): ServiceReach => {
  const track = readShortest(firstOf(row, 'track_record'))
  const read = {
    kinds: readKinds(row),
    regions: readRegions(firstOf(row, 'region')),
    locatedIn: readLocated(row),
    languages: readLanguages(row),
    maxDays: readDuration(firstOf(row, 'duration')),
    amountMax: readAmount(firstOf(row, 'amount_max')),
    family: readFamily(row),
    exile: readExile(row),
    answerHours: readAnswerHours(firstOf(row, 'response_time')),
    decisionHours: readAnswerHours(firstOf(row, 'decision_time')),
    implementWithinDays: readShortest(firstOf(row, 'implement_within')),
    targets: readTargets(row['target'] ?? []),
    excludes: readExclusions(row['excludes'] ?? []),
    whoMayApply: readApplicants(row['who_may_apply'] ?? [], allOf(row, 'channel', 'who_may_apply')),
    ...readEndorsement(row),
    returnRequired: readReturn(row),
    incidentWindowDays: readShortest(firstOf(row, 'incident_window')),
    trackRecordMonths: track === undefined ? undefined : monthsOf(track),
    state: readState(row),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ServiceReach
}
