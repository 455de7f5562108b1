/** A case into a package and out of it. The bytes here are in clear: they are encrypted with age before they go anywhere. */
import type { OrgId } from '@pergola/protocol'
import type { CryptoPort } from '../crypto/port.ts'
import { filePlace } from '../casework/caseFile.ts'
import { isForbiddenKey } from '../record/keys.ts'
import type { Doc, RecordId } from '../record/model.ts'
import { fail, ok, type Result } from '../record/result.ts'
import { cleanFileName, cleanLine } from '../record/text.ts'
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'
import { archiveBytes, readArchive, writeArchive, type Member } from './archive.ts'
import {
  FORMAT,
  LEFT_WHYS,
  PACKAGE_LIMITS,
  SECTIONS,
  VERSION,
  type CaseDocs,
  type CasePackage,
  type Manifest,
  type PackedFile,
} from './model.ts'
import { readRecords, writeRecords } from './records.ts'

const DOCS = ['file', 'identity', 'medical'] as const
const MEMBER_OF = { file: 'case.json', identity: 'identity.json', medical: 'medical.json' } as const

type Sha256 = CryptoPort['sha256']
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const json = (value: unknown): Uint8Array => utf8ToBytes(`${JSON.stringify(value, null, 1)}\n`)

/** The files of a case in the order in which they were added, numbered. */
export const numberFiles = (
  doc: Doc,
  files: readonly {
    readonly id: RecordId
    readonly name: string
    readonly type: string
    readonly bytes: number
    readonly sha256: string
  }[],
): readonly PackedFile[] =>
  files
    .filter(({ id }) => filePlace(doc, id) !== null)
    .map(({ id, name, type, bytes, sha256 }, at) => ({ id, member: `files/${at + 1}`, name, type, bytes, sha256 }))

export type Head = Omit<Manifest, 'format' | 'version' | 'members' | 'files'>

export interface PackedCase {
  readonly bytes: Uint8Array
  readonly mark: string
}

/** Null when it is larger than a package may be. `contents` by member. */
export const packCase = (
  sha256: Sha256,
  head: Head,
  docs: CaseDocs,
  files: readonly PackedFile[],
  contents: ReadonlyMap<string, Uint8Array>,
): PackedCase | null => {
  const parts = DOCS.flatMap((part): readonly Member[] => {
    const doc = docs[part]
    return doc === null ? [] : [{ name: MEMBER_OF[part], content: json(writeRecords(doc)) }]
  })
  const members = Object.fromEntries(parts.map(({ name, content }) => [name, hexOf(sha256(content))]))
  const manifest: Manifest = { format: FORMAT, version: VERSION, ...head, files, members }
  const first: Member = { name: 'manifest.json', content: json(manifest) }
  const last = files.flatMap(({ member }): readonly Member[] => {
    const content = contents.get(member)
    return content === undefined ? [] : [{ name: member, content }]
  })
  const all = [first, ...parts, ...last]
  const fits = [first, ...parts].every(({ content }) => content.length <= PACKAGE_LIMITS.jsonBytes)
  if (!fits || archiveBytes(all.map(({ content }) => content.length)) > PACKAGE_LIMITS.bytes) return null
  return { bytes: writeArchive(all, head.made), mark: markOf(sha256, first.content) }
}

const markOf = (sha256: Sha256, manifest: Uint8Array): string => hexOf(sha256(manifest).subarray(0, 10))

export type PackageProblem =
  /** Not an archive of this kind: damaged, or made by something else. */
  | 'not_a_package'
  /** Made by a newer Pergola. */
  | 'newer_version'
  | 'too_large'
  /** Something that the manifest names is not in it. */
  | 'missing_member'
  /** Something in it is not what the manifest says. */
  | 'changed'
  /** The manifest or a part is not of the form that it should be. */
  | 'malformed'

type Shape = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(bytesToUtf8(bytes)) as unknown
  } catch {
    return null
  }
}

const lineOf = (value: unknown, longest = 200): string => (typeof value === 'string' ? cleanLine(value, longest) : '')
const isHex = (value: unknown, digits: number): value is string =>
  typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/u.test(value)
const timeOf = (value: unknown): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 8e12 ? (value as number) : 0
const list = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]).slice(0, most) : []

const namesOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (isMap(value) ? Object.entries(value) : [])
      .slice(0, 1_000)
      .filter(([org]) => isHex(org, 32))
      .map(([org, name]) => [org, lineOf(name)]),
  )

const fileOf = (value: unknown): PackedFile | null => {
  if (!isMap(value)) return null
  const { id, member, bytes, sha256 } = value
  if (typeof id !== 'string' || id === '' || id.length > 200 || isForbiddenKey(id)) return null
  if (typeof member !== 'string' || !Number.isSafeInteger(bytes) || (bytes as number) < 0 || !isHex(sha256, 64)) return null
  return { id, member, name: cleanFileName(lineOf(value['name'])), type: lineOf(value['type'], 120), bytes: bytes as number, sha256 }
}

/** The manifest, with odd things plain; or what is wrong with it. */
const readManifest = (value: unknown): Result<Manifest, PackageProblem> => {
  if (!isMap(value) || value['format'] !== FORMAT || !Number.isSafeInteger(value['version'])) return fail('not_a_package')
  if ((value['version'] as number) > VERSION) return fail('newer_version')
  const [from, of] = [value['from'], value['case']]
  const files = list(value['files'], PACKAGE_LIMITS.files + 1).map(fileOf)
  if (!isMap(from) || !isMap(of) || !isHex(value['id'], 32) || !isHex(from['org'], 32) || !isHex(of['space'], 32)) return fail('malformed')
  if (files.length > PACKAGE_LIMITS.files) return fail('too_large')
  if (files.includes(null) || !isMap(value['members'])) return fail('malformed')
  return ok({
    format: FORMAT,
    version: value['version'] as number,
    id: value['id'],
    made: timeOf(value['made']),
    from: { org: from['org'] as OrgId, name: lineOf(from['name']) },
    to: lineOf(value['to']),
    scope: lineOf(value['scope'], 64),
    case: { space: of['space'], pseudonym: lineOf(of['pseudonym'], 80), newest: timeOf(of['newest']) },
    sections: SECTIONS.filter((section) => list(value['sections'], 100).includes(section)),
    left: list(value['left'], 100).flatMap((one) => leftOf(one)),
    organisations: namesOf(value['organisations']),
    files: files as readonly PackedFile[],
    members: Object.fromEntries(
      Object.entries(value['members'])
        .filter((pair): pair is [string, string] => isHex(pair[1], 64))
        .slice(0, 10),
    ),
  })
}

const leftOf = (one: unknown): Manifest['left'] => {
  const section = isMap(one) ? SECTIONS.find((known) => known === one['section']) : undefined
  const why = isMap(one) ? LEFT_WHYS.find((known) => known === one['why']) : undefined
  return section === undefined || why === undefined ? [] : [{ section, why }]
}

/** Everything that the manifest names is there, is what it says, and nothing else is there. */
const problemOfMembers = (sha256: Sha256, { members, files }: Manifest, found: ReadonlyMap<string, Uint8Array>): PackageProblem | null => {
  const named = [...Object.entries(members), ...files.map((file) => [file.member, file.sha256] as const)]
  if (new Set(named.map(([name]) => name)).size !== named.length || new Set(files.map(({ id }) => id)).size !== files.length)
    return 'malformed'
  if (!Object.hasOwn(members, MEMBER_OF.file) || named.some(([name]) => !found.has(name))) return 'missing_member'
  if (found.size !== named.length + 1) return 'malformed'
  const isRight = ([name, sum]: readonly [string, string]): boolean => hexOf(sha256(found.get(name) as Uint8Array)) === sum
  return named.every(isRight) && files.every(({ member, bytes }) => found.get(member)?.length === bytes) ? null : 'changed'
}

/** Bytes from somebody else: nothing in them is trusted. */
export const readPackage = (sha256: Sha256, bytes: Uint8Array): Result<CasePackage, PackageProblem> => {
  if (bytes.length > PACKAGE_LIMITS.bytes) return fail('too_large')
  const found = readArchive(bytes)
  const first = found?.get('manifest.json')
  if (!found || first === undefined) return fail('not_a_package')
  if ([...found].some(([name, content]) => name.endsWith('.json') && content.length > PACKAGE_LIMITS.jsonBytes)) return fail('too_large')
  const manifest = readManifest(parsed(first))
  if (!manifest.ok) return manifest
  const wrong = problemOfMembers(sha256, manifest.value, found)
  if (wrong !== null) return fail(wrong)
  const docs = DOCS.map((part) => {
    const member = found.get(MEMBER_OF[part])
    return member === undefined ? { doc: null, malformed: 0 } : readRecords(parsed(member))
  })
  const [file, identity, medical] = docs
  if (!file?.doc || !identity || !medical) return fail('malformed')
  return ok({
    manifest: manifest.value,
    mark: markOf(sha256, first),
    docs: { file: file.doc, identity: identity.doc, medical: medical.doc },
    contents: new Map(manifest.value.files.map(({ member }) => [member, found.get(member) as Uint8Array])),
    malformed: file.malformed + identity.malformed + medical.malformed,
  })
}
