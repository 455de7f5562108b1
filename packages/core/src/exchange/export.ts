/** The directory as a file that others can read. */
import type { Directory } from '../directory/directory.ts'
import type { OrgId } from '@pergola/protocol'
import { utf8ToBytes } from '../text/index.ts'
import { uuidOf } from './ourTerms.ts'
import { toCsv } from './toCsv.ts'
import { givenOn, hsdsPage, organisationsOf, type Given, type Lost, type Scope } from './toHsds.ts'
import { toPackage } from './toPackage.ts'
import { toVcards, type CardSource } from './vcard.ts'

export const EXPORT_FORMATS = ['hsds-json', 'hsds-package', 'csv', 'vcard'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportedFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
  readonly organisations: number
  readonly services: number
  readonly lost: readonly Lost[]
}

const NAMES: Readonly<Record<ExportFormat, readonly [ending: string, type: string]>> = {
  'hsds-json': ['json', 'application/json'],
  'hsds-package': ['zip', 'application/zip'],
  csv: ['csv', 'text/csv'],
  vcard: ['vcf', 'text/vcard'],
}

/** Contacts of a provider and of its services together. */
const cardsOf = ({ providers, services }: Given): readonly CardSource[] =>
  providers.map((provider) => {
    const id: OrgId | string = 'org' in provider ? provider.org : provider.id
    const own = 'contacts' in provider ? provider.contacts : []
    const all = [...own, ...services.filter(({ org, providerId }) => (org ?? providerId) === id).flatMap(({ contacts }) => contacts)]
    const seen = new Set<string>()
    const contacts = all.filter((contact) => {
      const key = JSON.stringify(contact)
      const isNew = !seen.has(key)
      seen.add(key)
      return isNew
    })
    const { website, email } = 'website' in provider ? provider : { website: '', email: '' }
    return { uid: uuidOf(`provider ${id}`), name: provider.name, about: provider.about, website, email, contacts }
  })

const contentOf = (given: Given, format: ExportFormat): Uint8Array => {
  switch (format) {
    case 'hsds-json':
      return utf8ToBytes(`${JSON.stringify(hsdsPage(organisationsOf(given)))}\n`)
    case 'hsds-package':
      return toPackage(organisationsOf(given))
    case 'csv':
      return utf8ToBytes(toCsv(given))
    case 'vcard':
      return utf8ToBytes(toVcards(cardsOf(given)))
  }
}

/** `day` becomes part of the file's name. */
export const exportDirectory = (directory: Directory, format: ExportFormat, scope: Scope, day: string): ExportedFile => {
  const given = givenOn(directory, scope)
  const [ending, type] = NAMES[format]
  return {
    name: `directory-${scope}-${day}.${ending}`,
    type,
    content: contentOf(given, format),
    organisations: given.providers.length,
    services: given.services.length,
    lost: given.lost,
  }
}
