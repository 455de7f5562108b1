/** Statements of a programme as facts, and what matching can reckon with read from them; what was read otherwise than plainly is said. */
import type { Money, ServiceReach } from '../directory/model.ts'
import { readReachOf, type Statements } from '../directory/readReach.ts'
import type { Day } from '../casework/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { isSupportKind } from '../vocabulary/codes.ts'
import { kindsOf } from './crosswalk.ts'
import type { Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { ReadFact, Spot } from './reading.ts'
import { readMoney } from './readMoney.ts'
import { listOf, readLanguages } from './readWords.ts'

export interface Stated {
  readonly spot: Spot
  readonly id: string
  /** By the code of the fact. */
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly source: string
  readonly checkedOn: Day | null
  readonly reviewOn: Day | null
}

export const factsOf = ({ texts, source, checkedOn, reviewOn, spot, id }: Stated, issues: Issues): readonly ReadFact[] =>
  [...texts].slice(0, LIMITS.facts).map(([code, values]) => {
    const whole = values.join('; ')
    const value = cleanText(whole, LIMITS.textBytes)
    if (value.length < whole.trim().length * 0.9 && whole.length > LIMITS.textBytes)
      issues.note('cut', { ...spot, id, field: code, said: whole })
    return { code: cleanLine(code, 64), value, source: cleanLine(source, 500), checkedOn, reviewOn }
  })

const moneyOf = (texts: readonly string[], stated: Stated, issues: Issues): Money | undefined => {
  const [said = ''] = texts
  if (said.trim() === '') return undefined
  const money = readMoney(said)
  const at = { ...stated.spot, id: stated.id, field: 'amount_max' }
  if (money === null) {
    issues.note('amount_not_read', { ...at, said })
    return undefined
  }
  const { currency } = money
  const amount = Math.floor(money.amount)
  if (!said.trim().startsWith(`${amount} ${currency}`)) issues.note('amount_read', { ...at, said: `${said} → ${amount} ${currency}` })
  return amount > 0 ? { amount, currency } : undefined
}

/** What can be reckoned with. */
export const reachFrom = (stated: Stated, issues: Issues): ServiceReach => {
  const { texts, spot, id } = stated
  const languages = readLanguages(texts.get('languages') ?? [])
  for (const said of languages.unknown) issues.note('language_not_read', { ...spot, id, field: 'languages', said })
  const kinds = (texts.get('covers') ?? []).flatMap(listOf)
  for (const said of kinds.filter((kind) => !isSupportKind(kind) && kindsOf([kind]).length === 0))
    issues.note('code_not_known', { ...spot, id, field: 'covers', said })
  const statements: Statements = {
    ...Object.fromEntries(texts),
    languages: languages.unknown.length === 0 ? languages.codes : [],
    covers: kinds,
    excludes: texts.get('excluded') ?? [],
    amount_max: [],
  }
  const reach = readReachOf(statements)
  const amountMax = moneyOf(texts.get('amount_max') ?? [], stated, issues)
  const known = languages.codes.length > 0 && reach.languages === undefined ? { languages: languages.codes } : {}
  if ((texts.get('region') ?? []).length > 0 && reach.regions === undefined)
    issues.note('place_not_read', { ...spot, id, field: 'region', said: (texts.get('region') ?? []).join('; ') })
  return { ...reach, ...known, ...(amountMax && { amountMax }) }
}
