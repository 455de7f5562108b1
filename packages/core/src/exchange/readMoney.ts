/** Amounts of money as people write them, with the currency before or behind, by code, sign or name. No currency, no reading. */
import { foldText } from '../search/fold.ts'

export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** Signs and names that mean one currency. `$`, `kr`, `£` with another country before it, `Rs` and `¥` alone mean several: not read, but `£` alone. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  pounds: 'GBP',
  'pounds sterling': 'GBP',
  us$: 'USD',
  'u.s.$': 'USD',
  $us: 'USD',
  'us dollars': 'USD',
  'dollars us': 'USD',
  'دولار امريكي': 'USD',
  can$: 'CAD',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  r$: 'BRL',
  mx$: 'MXN',
  hk$: 'HKD',
  fr: '',
  sfr: 'CHF',
  'chf.': 'CHF',
  'swiss francs': 'CHF',
  zł: 'PLN',
  zl: 'PLN',
  '₹': 'INR',
  '₽': 'RUB',
  руб: 'RUB',
  '₴': 'UAH',
  грн: 'UAH',
  '₺': 'TRY',
  tl: 'TRY',
  '₦': 'NGN',
  '₱': 'PHP',
  '₩': 'KRW',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '৳': 'BDT',
  '₵': 'GHS',
  'gh₵': 'GHS',
  '₾': 'GEL',
  '₸': 'KZT',
  '֏': 'AMD',
  ksh: 'KES',
  kshs: 'KES',
  ush: 'UGX',
  tsh: 'TZS',
  'د.ت': 'TND',
  'د.م.': 'MAD',
  'ج.م': 'EGP',
  'ر.س': 'SAR',
  'د.ا': 'JOD',
  'ل.ل': 'LBP',
  'د.ع': 'IQD',
  ريال: '',
  تومان: '',
}

const CODES = new Set(
  'AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'.split(
    ' ',
  ),
)

const NUMBER = String.raw`\d(?:[\d.,'’٬٫\s]*\d)?`
const SHAPE = new RegExp(
  String.raw`^(?<before>[^\d]{0,24}?)\s*(?<first>${NUMBER})\s*(?<many>k|m|thousand|million|mille|mil)?\s*(?:(?:-|–|—|to|a|bis|jusqua)\s*(?:[^\d]{0,8}?)\s*(?<second>${NUMBER})\s*(?<more>k|m|thousand|million|mille|mil)?\s*)?(?<after>[^\d]{0,30})$`,
  'u',
)

/** "1.234,50", "1 234,50", "1'234.50", "2,50,000": the last mark is decimal when one or two digits follow it and it stands once. */
export const readNumber = (text: string): number | null => {
  const plain = text.replace(/[\s'’\u00a0\u202f٬]/gu, '').replace(/٫/gu, '.')
  if (!/^\d[\d.,]*$/u.test(plain)) return null
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const mark = plain[last]
  const digitsAfter = last < 0 ? 0 : plain.length - last - 1
  const both = plain.includes('.') && plain.includes(',')
  const once = mark !== undefined && plain.indexOf(mark) === last
  const decimal = last >= 0 && once && digitsAfter > 0 && (both || digitsAfter <= 2)
  if (both && !once && plain.indexOf(mark === '.' ? ',' : '.') < last) return null
  if (!decimal && last >= 0 && digitsAfter !== 3 && !once) return null
  const whole = (decimal ? plain.slice(0, last) : plain).replace(/[.,]/gu, '')
  const value = Number(decimal ? `${whole}.${plain.slice(last + 1)}` : whole)
  return Number.isFinite(value) && value < 1e15 ? value : null
}

const MANY: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, mille: 1e3, mil: 1e3, m: 1e6, million: 1e6 }

const LEADING = /^(?:up to|max(?:imum)?\.?|no more than|at most|jusqua|hasta|bis zu|bis|ca\.?|approx\.?|about|around|from|حتي|до|:)\s*/u
const TRAILING = /\s*(?:\.-|,-|\.–|,–|max(?:imum)?\.?|per (?:person|grant|case|year|month)|each|or less|net|gross)+\.?\s*$/u

const currencyIn = (text: string): string | null => {
  const word = text.trim().replace(TRAILING, '').replace(LEADING, '').trim()
  if (word === '') return ''
  const upper = word.toUpperCase()
  if (CODES.has(upper)) return upper
  return SIGNS[word] || null
}

/** The largest amount named, or null. "20,000–25,000 USD" is 25,000 USD. */
export const readMoney = (text: string): Money | null => {
  const line = foldText(text.slice(0, 200).split(/[;\n(]/u, 1)[0] as string)
    .replace(/[\u00a0\u202f]/gu, ' ')
    .trim()
  const match = SHAPE.exec(line.replace(TRAILING, ''))?.groups
  if (!match) return null
  const [before, after] = [currencyIn(match['before'] ?? ''), currencyIn(match['after'] ?? '')]
  const currency = before || after
  if (!currency || (before === null && after === null) || (before && after && before !== after)) return null
  const amounts = (['first', 'second'] as const).map((name) => {
    const number = match[name] === undefined ? null : readNumber(match[name])
    const many = MANY[match[name === 'first' ? 'many' : 'more'] ?? match['more'] ?? match['many'] ?? ''] ?? 1
    return number === null ? null : number * many
  })
  const [first = null, second = null] = amounts
  if (first === null || (match['second'] !== undefined && second === null)) return null
  const amount = Math.max(first, second ?? 0)
  return amount > 0 ? { amount, currency } : null
}
