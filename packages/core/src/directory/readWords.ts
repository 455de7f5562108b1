/** Words of programmes for whom, not for whom, and who may apply, as codes. */
import { APPLICANTS, EXCLUSIONS, TARGET_GROUPS, type Applicant, type Exclusion, type TargetGroup } from '../vocabulary/directoryCodes.ts'

type Words<T> = readonly (readonly [pattern: RegExp, code: T])[]

const TARGETS: Words<TargetGroup> = [
  [/\bwomen\b/iu, 'women'],
  [/\btrans(gender)?\b/iu, 'trans_led'],
  [/\blgbt/iu, 'lgbti'],
  [/\byouth\b|\byoung\b/iu, 'youth'],
  [/\bindigenous\b/iu, 'indigenous'],
  [/\bjournalists?\b|\beditors?\b/iu, 'journalists'],
  [/\bmedia (professionals?|workers?)\b|^media$/iu, 'media_workers'],
  [/\bmedia organi[sz]ations?\b/iu, 'media_organisations'],
  [/\bwriters?\b|\btranslators?\b|\bpublishers?\b/iu, 'writers'],
  [/\bartists?\b|\bmusicians?\b/iu, 'artists'],
  [/\bacademics?\b|\bscholars?\b/iu, 'academics'],
  [/\blawyers?\b/iu, 'lawyers'],
  [/\benvironmental\b/iu, 'environmental'],
  [/\bland (rights|defenders)\b/iu, 'land'],
  [/\b(trade )?union/iu, 'trade_union'],
  [/\bstudents?\b/iu, 'students'],
  [/\bonline activ/iu, 'online_activists'],
  [/(?<!online )\bactivists?\b/iu, 'activists'],
  [/\bCSOs?\b|\bNGOs?\b|\bcivil society\b|\b(their|human rights|local) organi[sz]ations?\b/iu, 'organisations'],
  [/\bshelters?\b/iu, 'shelters'],
  [/\brefugees?\b/iu, 'refugees'],
  [/\breligious persecution\b|\breligious minorit/iu, 'religious_minorities'],
  [/\bsurvivors?\b|\bvictims?\b/iu, 'survivors'],
  [/\bHRDs?\b(?! targeted)|\bhuman rights defenders?\b(?! targeted)/iu, 'defenders'],
]

const found = <T>(words: Words<T>, text: string): readonly T[] => words.filter(([pattern]) => pattern.test(text)).map(([, code]) => code)

const inOrder = <T extends string>(codes: readonly T[], some: readonly T[]): readonly T[] => codes.filter((code) => some.includes(code))

/** Up to the first semicolon. Either every part of the list is understood or none is: half a list would exclude people. */
export const readTargets = (texts: readonly string[]): readonly TargetGroup[] | undefined => {
  const plain = texts.map((text) => (text.split(';', 1)[0] as string).replace(/\([^)]*\)/gu, ' ').replace(/\s=.*$/u, ' '))
  const parts = plain.flatMap((text) => text.split(',')).map((part) => part.trim())
  const codes = parts.filter((part) => part !== '').map((part) => found(TARGETS, part))
  return codes.length === 0 || codes.some((some) => some.length === 0) ? undefined : inOrder(TARGET_GROUPS, codes.flat())
}

const EXCLUDED: Words<Exclusion> = [
  [/\bretrospective/iu, 'retrospective'],
  [/\binternational organi[sz]ations?\b/iu, 'international_organisations'],
  [/\balready funded\b|\bfunded elsewhere\b/iu, 'already_funded'],
  [/\bbroad\b.*\bprojects?\b/iu, 'broad_projects'],
  [/\bin exile\b|^exile$/iu, 'exile'],
  [/\brunning costs?\b|\boverheads?\b/iu, 'running_costs'],
  [/\bsalar(y|ies)\b/iu, 'salaries'],
  [/\barmed guards?\b/iu, 'armed_guards'],
  [/\bvehicles?\b|\bcars?\b/iu, 'vehicles'],
  [/\bliving costs?\b|\bsubsistence\b/iu, 'living_costs'],
  [/\bstructural\b/iu, 'structural'],
  [/\bevacuation\b/iu, 'evacuation'],
  [/\basylum\b/iu, 'asylum'],
  [/\bresettlement\b/iu, 'resettlement'],
  [/\bstud(y|ies)\b|\bscholarships?\b/iu, 'studies'],
  [/\bequipment\b/iu, 'equipment'],
  [/\blegal fees\b/iu, 'legal_fees'],
  [/\bpartisan\b|\bpolitical part(y|ies)\b/iu, 'partisan'],
  [/\bviolence\b/iu, 'violence'],
]

/** Each exclusion stands for itself; what is in no list of ours stays in the statement. */
export const readExclusions = (texts: readonly string[]): readonly Exclusion[] | undefined => {
  const codes = inOrder(
    EXCLUSIONS,
    texts.flatMap((text) => found(EXCLUDED, text)),
  )
  return codes.length > 0 ? codes : undefined
}

const APPLY: Words<Applicant> = [
  [/\bhost\b/iu, 'host'],
  [/\bthird part(y|ies)\b|\bon behalf\b/iu, 'third_party'],
  [/\bthe HRD\b|\bdefenders? (themselves|himself|herself)\b|\bself\b|\bindividuals?\b/iu, 'self'],
]

/** `elsewhere`: other statements that may say "referral only", which leaves no other way. */
export const readApplicants = (texts: readonly string[], elsewhere: string): readonly Applicant[] | undefined => {
  if (/\breferral only\b|\bby referral\b/iu.test(elsewhere)) return ['referral_only']
  const codes = texts.map((text) => found(APPLY, text))
  return codes.length === 0 || codes.some((some) => some.length === 0) ? undefined : inOrder(APPLICANTS, codes.flat())
}
