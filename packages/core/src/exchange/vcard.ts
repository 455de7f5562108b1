/**
 * Contacts of organisations as vCard 4.0 (RFC 6350); 3.0 and 2.1 are read too. One card is one person or the organisation itself;
 * cards that name one organisation become one provider. Read: FN, N, ORG, TITLE, ROLE, EMAIL, TEL, URL, NOTE, KEY (a fingerprint in
 * `OPENPGP4FPR:` form), LANG, ADR (its country), UID, KIND. Lines are folded at 75 bytes and unfolded; `\n`, `\,`, `\;` are escapes.
 */
import type { Contact } from '../directory/model.ts'
import { fail, ok, type Result } from '../record/result.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { slugOf } from './fromTable.ts'
import { websiteOf } from './hsdsParts.ts'
import type { FileProblem, Issues } from './issue.ts'
import { LIMITS } from './limits.ts'
import type { ReadProvider } from './reading.ts'
import { countryOf } from './readWords.ts'

interface Property {
  readonly name: string
  readonly parameters: string
  readonly value: string
}

/** In 2.1 a line may be written in quoted-printable, and go on after a `=`. */
const quotedPrintable = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/%/gu, '%25').replace(/=([0-9a-f]{2})/giu, '%$1'))
  } catch {
    return text
  }
}

const propertyOf = (line: string): Property | null => {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)$/su.exec(line)
  if (!match) return null
  const [, name = '', parameters = '', value = ''] = match
  const plain = /ENCODING=QUOTED-PRINTABLE/iu.test(parameters) ? quotedPrintable(value) : value
  return { name: name.toUpperCase(), parameters: parameters.toUpperCase(), value: plain }
}

const unescaped = (text: string): string =>
  text.replace(/\\([nN,;:\\])/gu, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
const partsOf = (value: string): readonly string[] =>
  (value.match(/(?:\\.|[^;\\])*(?:;|$)/gsu) ?? []).map((part) => unescaped(part.replace(/;$/u, '')).trim())

class Card {
  readonly #properties: readonly Property[]

  constructor(properties: readonly Property[]) {
    this.#properties = properties
  }

  text(name: string): string {
    return unescaped(this.#properties.find((property) => property.name === name)?.value ?? '').trim()
  }

  line(name: string, longest: number = LIMITS.name): string {
    return cleanLine(this.text(name), longest)
  }

  parts(name: string): readonly string[] {
    return partsOf(this.#properties.find((property) => property.name === name)?.value ?? '')
  }

  get isOrganisation(): boolean {
    return /^org/iu.test(this.text('KIND')) || this.text('X-ABSHOWAS') === 'COMPANY'
  }

  /** Of an organisation's own card the name, of a person's the first part of ORG. */
  get organisation(): string {
    const org = cleanLine(this.parts('ORG')[0] ?? '')
    return org || (this.isOrganisation ? this.line('FN') : '')
  }

  get person(): string {
    const [family = '', given = ''] = this.parts('N')
    return this.line('FN') || cleanLine(`${given} ${family}`)
  }
}

/** Cards with the number of each. What stands outside a card is no card. */
const cardsOf = (text: string): readonly Card[] => {
  const unfolded = text.replace(/=\r?\n(?=[^\r\n]*=)/gu, '').replace(/\r?\n[ \t]/gu, '')
  const cards: Card[] = []
  let open: Property[] | null = null
  for (const line of unfolded.split(/\r\n|\n|\r/u)) {
    const property = propertyOf(line)
    if (property === null) continue
    if (property.name === 'BEGIN') open = []
    else if (property.name === 'END' && open !== null) {
      cards.push(new Card(open))
      open = null
    } else open?.push(property)
  }
  return cards
}

const contactOf = (card: Card): Contact => ({
  name: card.isOrganisation ? '' : card.person === card.organisation ? '' : card.person,
  role: card.line('TITLE') || card.line('ROLE'),
  email: cleanLine(card.text('EMAIL').replace(/^mailto:/iu, ''), 254),
  phone: cleanLine(card.text('TEL').replace(/^tel:/iu, ''), 60),
  keyFingerprint: cleanLine(/OPENPGP4FPR:([0-9a-f]{16,64})/iu.exec(card.text('KEY'))?.[1]?.toUpperCase() ?? '', 120),
  channel: '',
})

const isSaid = ({ name, email, phone, keyFingerprint }: Contact): boolean =>
  [name, email, phone, keyFingerprint].some((part) => part !== '')

/** Providers with their contacts. */
export const fromVcards = (text: string, source: string, issues: Issues): Result<readonly ReadProvider[], FileProblem> => {
  const cards = cardsOf(text)
  if (cards.length === 0) return fail('not_vcard')
  if (cards.length > LIMITS.rows) return fail('too_many_rows')
  const providers = new Map<string, ReadProvider>()
  cards.forEach((card, at) => {
    const name = card.organisation
    const row = at + 1
    if (name === '') return issues.failed('no_provider', { row, id: card.person })
    const key = slugOf(name) || 'provider'
    const known = providers.get(key) ?? emptyProvider(key, name, row, source)
    providers.set(key, withCard(known, card, { row, id: key }, issues))
  })
  return ok([...providers.values()])
}

const emptyProvider = (key: string, name: string, row: number, source: string): ReadProvider => ({
  key,
  spot: { table: '', row },
  name,
  otherNames: [],
  kind: null,
  about: '',
  website: '',
  email: '',
  countries: [],
  parentKey: null,
  contacts: [],
  identifiers: [],
  source,
  checkedOn: null,
  reviewOn: null,
})

const withCard = (provider: ReadProvider, card: Card, at: { readonly row: number; readonly id: string }, issues: Issues): ReadProvider => {
  const contact = contactOf(card)
  const own = card.isOrganisation
  const country = countryOf(card.parts('ADR')[6] ?? '')
  const said = isSaid(contact) && !(own && contact.phone === '' && contact.keyFingerprint === '')
  const contacts = said ? [...provider.contacts, contact] : provider.contacts
  if (contacts.length > LIMITS.contacts) issues.note('not_kept', { ...at, field: 'contacts', said: contact.name || contact.email })
  return {
    ...provider,
    contacts: contacts.slice(0, LIMITS.contacts),
    website: provider.website || websiteOf(card.text('URL')),
    email: provider.email || (own ? contact.email : ''),
    about: provider.about || (own ? cleanText(card.text('NOTE'), LIMITS.textBytes) : ''),
    countries: country === '' ? provider.countries : [...new Set([...provider.countries, country])],
  }
}

const escaped = (text: string): string =>
  text
    .replace(/\\/gu, '\\\\')
    .replace(/\n/gu, '\\n')
    .replace(/([,;])/gu, '\\$1')

/** At most 75 bytes a line, never within a character. */
const folded = (line: string): string => {
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const point of line) {
    const size = utf8Length(point)
    if (bytes + size > 75) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += point
    bytes += size
  }
  return [...lines, current].join('\r\n')
}

const cardText = (properties: readonly (readonly [string, string])[]): string =>
  [
    'BEGIN:VCARD',
    'VERSION:4.0',
    ...properties.filter(([, value]) => value !== '').map(([name, value]) => folded(`${name}:${value}`)),
    'END:VCARD',
    '',
  ].join('\r\n')

export interface CardSource {
  readonly uid: string
  readonly name: string
  readonly about: string
  readonly website: string
  readonly email: string
  readonly contacts: readonly Contact[]
}

/** One card for the organisation, one for each person. */
export const toVcards = (providers: readonly CardSource[]): string =>
  providers
    .flatMap(({ uid, name, about, website, email, contacts }) => [
      cardText([
        ['KIND', 'org'],
        ['UID', `urn:uuid:${uid}`],
        ['FN', escaped(name)],
        ['ORG', escaped(name)],
        ['EMAIL', escaped(email)],
        ['URL', website.replace(/\s/gu, '')],
        ['NOTE', escaped(about)],
      ]),
      ...contacts.map((contact) =>
        cardText([
          ['KIND', 'individual'],
          ['FN', escaped(contact.name || name)],
          ['ORG', escaped(name)],
          ['TITLE', escaped(contact.role)],
          ['EMAIL', escaped(contact.email)],
          ['TEL', escaped(contact.phone)],
          ['KEY', contact.keyFingerprint === '' ? '' : `OPENPGP4FPR:${contact.keyFingerprint.replace(/\s/gu, '')}`],
        ]),
      ),
    ])
    .join('')
