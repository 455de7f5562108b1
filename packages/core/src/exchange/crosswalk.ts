/**
 * Words of other people's taxonomies, as our kinds of support and target groups. Only what says plainly the same or something
 * narrower; a word that is not here leads to nothing, and the category stays in the entry as its source has it. The table is
 * printed in docs/formats/hsds.md.
 */
import type { TargetGroup } from '../directory/model.ts'
import { foldText } from '../search/fold.ts'

export const KIND_WORDS: readonly (readonly [words: string, kind: string])[] = [
  ['immigration|asylum|naturalization|visa assistance|citizenship', 'legal.immigration'],
  ['legal aid|legal representation|legal services|legal counsel|legal assistance|public defender|lawyer', 'legal'],
  ['trial observation|court watch', 'legal.trial_monitoring'],
  ['bail', 'humanitarian.bail_fines'],
  ['mental health|counsel(?:l)?ing|psycho|psychiatric|trauma|rehabilitation for survivors|respite', 'psychosocial'],
  ['medical|clinic|hospital|physician|health screening|primary care|dental', 'medical'],
  ['hotline|helpline|help line|crisis line', 'helpline'],
  [
    'emergency shelter|food pantr|food stamps|food bank|rent payment|utility assistance|emergency cash|financial assistance|subsistence',
    'humanitarian.living',
  ],
  ['digital security|cyber|account recovery|malware|ddos|website security', 'security.digital'],
  ['security training|risk analysis|risk assessment|protection plan', 'security.capacity'],
  ['physical security|protective measures', 'security.physical'],
  ['accompaniment', 'security.accompaniment'],
  ['fellowship|residency programme|residency program', 'fellowship'],
  ['resettlement', 'resettlement'],
  ['relocation', 'relocation'],
  ['urgent appeal', 'advocacy.urgent_appeal'],
  ['advocacy', 'advocacy'],
]

export const GROUP_WORDS: readonly (readonly [words: string, group: TargetGroup])[] = [
  ['human rights defender|hrds?', 'defenders'],
  ['wom[ae]n', 'women'],
  ['lgbt\\w*|gay|lesbian|bisexual|transgender|queer', 'lgbti'],
  ['refugees?|asylum seekers?', 'refugees'],
  ['journalists?|reporters?|newsgatherers?', 'journalists'],
  ['media workers?|bloggers?', 'media_workers'],
  ['writers?|authors?|novelists?|poets?', 'writers'],
  ['artists?|musicians?', 'artists'],
  ['academics?|scholars?', 'academics'],
  ['lawyers?', 'lawyers'],
  ['environmental (?:defenders?|activists?)', 'environmental'],
  ['trade union\\w*', 'trade_union'],
  ['students?', 'students'],
  ['famil(?:y|ies)', 'families'],
  ['torture survivors?|survivors?|crime victims?|victims?', 'survivors'],
  ['civil society organi[sz]ations?|ngos?|non-?profits?', 'organisations'],
  ['indigenous|native american', 'indigenous'],
]

const compiled = <T extends string>(words: readonly (readonly [string, T])[]): readonly (readonly [RegExp, T])[] =>
  words.map(([word, code]) => [new RegExp(`(?<![\\p{L}])(?:${word})`, 'u'), code] as const)

const KINDS = /* @__PURE__ */ compiled(KIND_WORDS)
const GROUPS = /* @__PURE__ */ compiled(GROUP_WORDS)

const told = <T extends string>(table: readonly (readonly [RegExp, T])[], terms: readonly string[]): readonly T[] => {
  const folded = terms.map(foldText)
  return table.filter(([pattern]) => folded.some((term) => pattern.test(term))).map(([, code]) => code)
}

/** Kinds of support that names of categories say. A group goes when one of its kinds is named too. */
export const kindsOf = (terms: readonly string[]): readonly string[] => {
  const kinds = told(KINDS, terms)
  return kinds.filter((kind) => !kinds.some((other) => other.startsWith(`${kind}.`)))
}
export const groupsOf = (terms: readonly string[]): readonly TargetGroup[] => told(GROUPS, terms)
