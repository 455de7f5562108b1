/** What matching can reason with, read from a programme's own statements. Nothing is guessed: what is not said stays unknown. */
import { LANGUAGES, isSupportKind } from '../vocabulary/codes.ts'
import type { ServiceReach } from './model.ts'
import { readAmount, readAnswerHours, readDuration } from './readQuantities.ts'
import { readRegions } from './readRegions.ts'

/** A row's statements by the name of their column; each a list, since some columns hold several. */
export type Statements = Readonly<Record<string, readonly string[]>>

/** A language list that says "any". */
export const ANY_LANGUAGE = 'any'

const firstOf = (statements: Statements, name: string): string => statements[name]?.[0] ?? ''
const allOf = (statements: Statements, ...names: readonly string[]): string => names.flatMap((name) => statements[name] ?? []).join(' ; ')

/** Words in a programme's name or length of stay that are the name of a kind of support. */
const KINDS_IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\brelocation\b/iu, 'relocation'],
  [/\bhelpline\b|\bemergency line\b/iu, 'helpline'],
  [/\bresidency\b|\bfellowship\b/iu, 'fellowship'],
  [/\bresettlement\b/iu, 'resettlement'],
]

/** Kinds by their code where the row lists them; a list with a kind nobody knows still says the others. */
const readKinds = (row: Statements): readonly string[] | undefined => {
  const listed = (row['covers'] ?? []).filter(isSupportKind)
  const words = allOf(row, 'programme', 'duration')
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
const readClosed = (row: Statements): true | undefined =>
  /\b(currently|now|temporarily) closed\b|\bnot (currently )?accepting\b|^closed\b/iu.test(allOf(row, 'status')) ? true : undefined

/** The reach of a row; only what could be read is in it. */
export const readReachOf = (row: Statements): ServiceReach => {
  const read = {
    kinds: readKinds(row),
    regions: readRegions(firstOf(row, 'region')),
    languages: readLanguages(row),
    maxDays: readDuration(firstOf(row, 'duration')),
    amountMax: readAmount(firstOf(row, 'amount_max')),
    family: readFamily(row),
    exile: readExile(row),
    answerHours: readAnswerHours(firstOf(row, 'response_time')),
    referralOnly: /\breferral only\b/iu.test(allOf(row, 'channel', 'who_may_apply')) ? true : undefined,
    closed: readClosed(row),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ServiceReach
}
