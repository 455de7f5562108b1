/** Which column of a table says what: guessed from its heading, corrected by whoever imports, remembered in the organisation's book. */
import { foldText } from '../search/fold.ts'
import { isForbiddenKey } from '../record/keys.ts'
import { cleanLine } from '../record/text.ts'
import { ELIGIBILITY_FACTS } from '../vocabulary/codes.ts'

/** What a column can say beside statements. `statement`: kept as a fact under the column's own name. */
export const ENTRY_FIELDS = [
  'id',
  'provider',
  'provider_other',
  'provider_kind',
  'provider_about',
  'website',
  'email',
  'name',
  'programme',
  'about',
  'covers',
  'contact_name',
  'contact_role',
  'contact_email',
  'contact_phone',
  'place_country',
  'place_region',
  'place_city',
  'place_address',
  'free',
  'free_unit',
  'free_updated',
  'source',
  'checked_on',
  'review_on',
  'statement',
  'ignore',
] as const

export const TARGETS = [...ENTRY_FIELDS, ...ELIGIBILITY_FACTS] as const
export type MappingTarget = (typeof TARGETS)[number]

/** By the heading as it stands in the file. */
export type Mapping = Readonly<Record<string, MappingTarget>>

/** Headings, folded, in English, French, Spanish and Arabic. The first that fits a column takes it. */
const HEADINGS: readonly (readonly [pattern: string, target: MappingTarget])[] = [
  ['id|identifier|record id|uuid|no|nr|#|identifiant|identificador|رقم|المعرف', 'id'],
  [
    '(?:provider|organi[sz]ation|organisme|organizacion|agency|org|ngo|institution|المنظمه|المؤسسه|الجهه)(?: name)?|name of (?:the )?organi[sz]ation|nom de l ?organisation|nombre de la organizacion|اسم (?:المنظمه|المؤسسه|الجهه)',
    'provider',
  ],
  ['(?:other|alternate|alternative|short) names?|acronym|aka|sigle|siglas', 'provider_other'],
  ['(?:organi[sz]ation|provider) (?:type|kind)|type of organi[sz]ation', 'provider_kind'],
  ['about (?:the )?(?:organi[sz]ation|provider)|organi[sz]ation description', 'provider_about'],
  ['web ?site|web|url|link|homepage|site(?: web| internet)?|pagina web|sitio(?: web)?|الموقع(?: الالكتروني)?', 'website'],
  ['e ?mail(?: address)?|courriel|correo(?: electronico)?|البريد(?: الالكتروني)?', 'email'],
  ['programme?|grant|fund|scheme|programa|البرنامج', 'programme'],
  ['service(?: name)?|name|title|nom|nombre|servicio|الاسم|الخدمه|اسم الخدمه', 'name'],
  ['description|about|summary|details|descripcion|الوصف', 'about'],
  [
    'covers|kinds?(?: of support)?|support(?: type)?s?|types? of (?:support|assistance|help)|categor(?:y|ies)|type d ?aide|tipo de apoyo|نوع الدعم',
    'covers',
  ],
  ['contact(?: name| person)?|personne de contact|persona de contacto|جهه الاتصال', 'contact_name'],
  ['contact (?:role|title|position)|position|role|fonction|cargo', 'contact_role'],
  ['contact e ?mail', 'contact_email'],
  ['(?:contact )?(?:phone|telephone|tel|mobile|telefono|hotline)(?: number)?|numero de telephone|الهاتف', 'contact_phone'],
  ['(?:located in|place|office) ?(?:country)?|seat|siege|sede|بلد المقر', 'place_country'],
  ['state|province|departamento|المحافظه', 'place_region'],
  ['city|town|ville|ciudad|المدينه', 'place_city'],
  ['address|adresse|direccion|العنوان', 'place_address'],
  ['(?:free|available)(?: places| beds| capacity)?|capacity|places(?: free| available)?|vacancies|places libres|plazas', 'free'],
  ['(?:capacity )?unit', 'free_unit'],
  ['capacity (?:updated|checked|on)', 'free_updated'],
  ['source', 'source'],
  [
    '(?:last )?(?:checked|updated|verified|reviewed)(?: on| at| by us)?|date(?: checked)?|last checked(?: by us)?|mise a jour|actualizado|تاريخ التحديث',
    'checked_on',
  ],
  ['review(?: on| date)?|next review', 'review_on'],
  [
    '(?:max(?:imum)? )?amount(?: max(?:imum)?)?|max(?:imum)? grant|grant size|montant(?: max(?:imum)?)?|monto(?: maximo)?|importe|المبلغ',
    'amount_max',
  ],
  ['response(?: time)?|answer(?: time)?|wait(?:ing)? time|delai de reponse|tiempo de respuesta', 'response_time'],
  ['decision(?: time)?', 'decision_time'],
  ['duration|length(?: of stay)?|stay|duree|duracion|المده', 'duration'],
  [
    'regions?|where|countr(?:y|ies)|geograph(?:y|ic(?:al)?)(?: scope| focus| coverage)?|area|coverage|pays|pais(?:es)?|zone|البلد|البلدان|المنطقه',
    'region',
  ],
  [
    'targets?(?: groups?)?|who|for whom|eligib(?:le|ility)(?: criteria)?|beneficiar(?:y|ies)|population|public cible|beneficiarios|الفئات?',
    'target',
  ],
  ['exclu(?:ded|sions?|des)|not (?:eligible|covered)|exclusions', 'excluded'],
  ['languages?|langues?|idiomas?|lenguas?|اللغه|اللغات', 'languages'],
  [
    'channel|how to apply|apply|application(?: process)?|contact (?:block|details|info(?:rmation)?)|comment postuler|como solicitar|كيفيه التقديم',
    'channel',
  ],
  ['who (?:may|can) apply|applicants?', 'who_may_apply'],
  ['endorsement|referees?|references?', 'endorsement'],
  ['famil(?:y|ies)|famille|familia|العائله', 'family'],
  ['status|open|statut|estado|الحاله', 'status'],
]

const compiled: readonly (readonly [RegExp, MappingTarget])[] = HEADINGS.map(([pattern, target]) => [
  new RegExp(`^(?:${pattern})$`, 'u'),
  target,
])

const headingOf = (column: string): string =>
  foldText(column.slice(0, 200))
    .replace(/[_\-.:/()*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

/** Only one column may say what an entry has one of; statements may come from several. */
const MANY: ReadonlySet<MappingTarget> = new Set<MappingTarget>(['statement', 'ignore', 'about', ...ELIGIBILITY_FACTS])

const guessOne = (column: string): MappingTarget => {
  const heading = headingOf(column)
  const code = heading.replaceAll(' ', '_')
  const exact = TARGETS.find((target) => target === code)
  return exact ?? compiled.find(([pattern]) => pattern.test(heading))?.[1] ?? 'statement'
}

/** What each column probably says. Without a provider the first name is the provider's, who then has one service of that name. */
export const guessMapping = (columns: readonly string[]): Mapping => {
  const taken = new Set<MappingTarget>()
  const guessed = new Map<string, MappingTarget>()
  for (const column of columns) {
    if (column === '' || isForbiddenKey(column)) continue
    const target = guessOne(column)
    const free = MANY.has(target) || !taken.has(target)
    guessed.set(column, free ? target : 'statement')
    taken.add(target)
  }
  const name = [...guessed].find(([, target]) => target === 'name')
  if (!taken.has('provider') && name !== undefined) guessed.set(name[0], 'provider')
  return Object.fromEntries(guessed)
}

/** A mapping somebody remembered, as far as it fits these columns; the others are guessed. */
export const fitMapping = (columns: readonly string[], remembered: Readonly<Record<string, unknown>>): Mapping => {
  const guessed = guessMapping(columns)
  return Object.fromEntries(
    Object.entries(guessed).map(([column, guess]) => [
      column,
      TARGETS.find((target) => Object.hasOwn(remembered, column) && target === remembered[column]) ?? guess,
    ]),
  )
}

/** The same columns in any order have one name: under it a mapping is remembered. */
export const columnsPrint = (columns: readonly string[]): string =>
  columns
    .map((column) => cleanLine(headingOf(column), 60))
    .filter((column) => column !== '')
    .sort()
    .join('|')
