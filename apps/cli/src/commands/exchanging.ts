/** Lists of others into the directory, and the directory out as a file. */
import type { ExportFormat, Format, ImportPreview, IssueGroup, Mapping, Scope } from '@pergola/client'
import { arg, flag, list, must, oneOf, said, text, type Command } from '../command/command.ts'
import type { Member } from '../session/member.ts'
import { plain, table } from '../show/words.ts'
import { Complaint, misuse } from '../voice.ts'
import { memberCommand } from './member.ts'

const group = 'Network'
const AS: Readonly<Record<string, Format | undefined>> = {
  auto: undefined,
  hsds: undefined,
  csv: 'csv',
  xlsx: 'xlsx',
  vcard: 'vcard',
  'provider-facts': 'provider-facts',
}
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1256'] as const
const LIKELY = ['merge', 'add', 'leave'] as const

const REASONS: Readonly<Record<string, string>> = {
  too_large: 'the file is too large',
  empty: 'the file is empty',
  not_text: 'this is no text',
  not_json: 'this is no JSON, or it is cut off',
  not_zip: 'this is no zip file, although its name says so',
  zip_encrypted: 'the archive has a password',
  zip_bomb: 'the archive unpacks to far more than a list ever needs',
  zip_damaged: 'the archive is damaged',
  not_xml: 'the workbook is damaged',
  not_xlsx: 'this is no Excel workbook',
  no_rows: 'there are no rows in it',
  too_many_rows: 'there are more rows than can be read',
  too_many_columns: 'there are more columns than can be read',
  not_hsds: 'this JSON is no HSDS: no organisations and no services in it',
  not_vcard: 'there are no address cards in it',
  not_a_list: 'this is no list',
  unknown_format: 'this archive is neither an HSDS package nor a workbook',
  no_name_column: 'no column says who offers it or what: name one with --map',
}

const unreadable = (why: string): Complaint =>
  new Complaint(
    `The file cannot be read: ${REASONS[why] ?? why}.`,
    'Nothing was written. Say what it is with --as, or choose another file.',
  )

const SHOWN = ['added', 'merged', 'updated', 'unchanged', 'left', 'not_permitted', 'too_large', 'removed', 'not_written'] as const

const tally = (counts: Readonly<Partial<Record<(typeof SHOWN)[number], number>>>): string =>
  SHOWN.filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => `${counts[outcome]} ${outcome.replace('_', ' ')}`)
    .join(', ') || 'nothing'

/** Row by row, what was left out first. */
const issueLines = (groups: readonly IssueGroup[], more: number): string => {
  const rows = groups.flatMap(({ what, code, first }) =>
    first.map(({ table: of, row, id, field, said: words }) => [
      what === 'failed' ? 'error' : 'note',
      code,
      of,
      row === 0 ? '' : String(row),
      id,
      field,
      words,
    ]),
  )
  const unlisted = more + groups.reduce((sum, { count, first }) => sum + count - first.length, 0)
  return `${table(['', 'WHAT', 'TABLE', 'ROW', 'ID', 'FIELD', 'SAID'], rows)}${unlisted > 0 ? `and ${unlisted} more\n` : ''}`
}

/** `Heading=field`, repeated; the last `=` parts them. */
const mappingOf = (given: readonly string[], columns: readonly string[], guessed: Mapping): Mapping => {
  const named = given.map((pair) => {
    const at = pair.lastIndexOf('=')
    const column = pair.slice(0, at).trim()
    if (at < 1 || !columns.includes(column))
      throw misuse(
        `--map names no column of this table: ${plain(pair)}`,
        `Its columns are ${columns.map((one) => `"${plain(one)}"`).join(', ')}.`,
      )
    return [column, pair.slice(at + 1).trim()] as const
  })
  return { ...guessed, ...(Object.fromEntries(named) as Mapping) }
}

const previewOf = async (member: Member, id: string): Promise<ImportPreview> => {
  const preview = await member.ask('importPreview', { id, show: 'likely', from: 0, count: 500 })
  if (preview.problem !== null) throw unreadable(preview.problem)
  return preview
}

const openIt = async (member: Member, name: string, content: Uint8Array, format: Format | undefined, source: string, encoding: string) => {
  const answer = await member.pergola.run('openImport', {
    name,
    content,
    ...(format !== undefined && { format }),
    ...(source !== '' && { source }),
    ...(encoding !== '' && { encoding: ENCODINGS.find((one) => one === encoding) ?? 'utf-8' }),
  })
  if (answer.ok) return answer.value
  const why = answer.problem.args?.['why']
  throw typeof why === 'string' ? unreadable(why) : unreadable(answer.problem.type)
}

const showPreview = ({ counts, entries, opened, issues, moreIssues, missing }: ImportPreview, isRemoving: boolean): string => {
  const likely = entries.flatMap(({ kind, key, name, outcome, candidates }) =>
    candidates.map((candidate) => [kind, key, name, outcome, candidate.why, candidate.name]),
  )
  const mapping = Object.entries(opened.settings.mapping)
  return [
    `${opened.format}, list "${opened.settings.source}": ${counts.providers} organisations, ${counts.services} services\n`,
    mapping.length === 0 ? '' : `\n${table(['COLUMN', 'READ AS'], mapping)}`,
    `\nwould be: ${tally(counts.outcomes)}\n`,
    likely.length === 0 ? '' : `\nprobably here already:\n${table(['KIND', 'ID', 'NAME', 'BECOMES', 'BECAUSE', 'LIKE'], likely)}`,
    missing.length === 0
      ? ''
      : `\n${counts.missing} of an earlier version are not in this file${isRemoving ? ' and would be taken out' : ' (they stay; --remove-missing takes them out)'}\n`,
    issues.length === 0 ? '' : `\n${issueLines(issues, moreIssues)}`,
  ].join('')
}

const importList = memberCommand(
  {
    name: 'import',
    group,
    summary: 'Load a list of organisations and services into the directory',
    about: [
      'HSDS (JSON of 3.x, or the zip package of 1.x to 3.x), a table (CSV, XLSX), address cards (vCard), or provider facts (JSON). Row by row:',
      'one that cannot be read is left out and named; importing the same list again updates and never doubles. With --dry-run nothing is',
      'written. Columns of a table are guessed from their headings and remembered for your organisation; --map corrects them.',
    ].join(' '),
    args: [arg('file', 'the file')],
    options: {
      as: oneOf('what the file is (otherwise seen from its content)', Object.keys(AS)),
      list: text('name of the list; the same name the next time updates its entries (otherwise from the file name)', 'NAME'),
      map: list('what a column says: provider, name, about, region, amount_max, …, statement or ignore; may be repeated', 'COLUMN=FIELD'),
      sheet: text('sheet of a workbook (otherwise the first)', 'NAME'),
      encoding: oneOf('letters of a text file that is not UTF-8', ENCODINGS),
      likely: oneOf('what becomes of entries that are probably here already (otherwise merge)', LIKELY),
      'remove-missing': flag('take out what an earlier version of the list had and this file has not'),
      'dry-run': flag('say what would be written, and write nothing'),
    },
    examples: [
      'pergola import services.zip --dry-run',
      'pergola import partners.csv --list partners --map "Org name=provider" --map "Notes=ignore"',
      'pergola import provider-facts.json',
    ],
  },
  async ({ member, given, terminal }) => {
    const file = given.text('file')
    const name = file.split(/[\\/]/u).at(-1) ?? file
    const opened = await openIt(member, name, terminal.readBytes(file), AS[given.text('as')], given.text('list'), given.text('encoding'))
    const { id } = opened
    if (given.has('sheet')) await member.run('setImport', { id, settings: { sheet: given.text('sheet') } })
    const columns = opened.sheets.find((sheet) => sheet.name === (given.text('sheet') || opened.settings.sheet))?.columns ?? []
    const asked = given.texts('map')
    await member.run('setImport', {
      id,
      settings: {
        ...(asked.length > 0 && { mapping: mappingOf(asked, columns, opened.settings.mapping) }),
        likely: given.one('likely', LIKELY, 'merge'),
        removeMissing: given.flag('remove-missing'),
      },
    })
    if (given.flag('dry-run')) {
      const preview = await previewOf(member, id)
      await member.run('closeImport', {})
      return said(
        preview,
        `${showPreview(preview, given.flag('remove-missing'))}\nNothing was written.\n`,
        preview.counts.failed > 0 ? 1 : 0,
      )
    }
    await previewOf(member, id)
    const report = await member.run('runImport', { id })
    const failed = report.issues.filter(({ what }) => what === 'failed').reduce((sum, { count }) => sum + count, 0)
    terminal.err(issueLines(report.issues, report.moreIssues))
    const end = report.ended === null ? '' : 'Ended before everything was written. Import the same list again: it goes on where it ended.\n'
    return said(
      report,
      `${tally(report.counts)}${failed > 0 ? `, ${failed} could not be read` : ''}\n${end}`,
      failed > 0 || report.ended !== null ? 1 : 0,
    )
  },
)

const FORMATS = ['hsds-json', 'hsds-package', 'csv', 'vcard'] as const satisfies readonly ExportFormat[]
const SCOPES = ['public', 'network'] as const satisfies readonly Scope[]

const exportList = memberCommand(
  {
    name: 'export',
    group,
    summary: 'Write the directory to a file that others can read',
    about: [
      'HSDS 3.1 as JSON or as a tabular data package, a table, or address cards. Only what is public; --scope network also what members tell',
      'each other, for use inside the network. What is for a match or for chosen organisations is never written. What HSDS has no field',
      'for stands in attributes (docs/formats/hsds.md); what is not in the file is said.',
    ].join(' '),
    args: [arg('file', 'where to write it; must not be there yet')],
    options: {
      format: { ...must('what to write', 'ONE'), choices: FORMATS },
      scope: oneOf('how much (otherwise public)', SCOPES),
    },
    examples: ['pergola export directory.json --format hsds-json', 'pergola export partners.csv --format csv --scope network'],
  },
  async ({ member, given, terminal }) => {
    const { content, ...made } = await member.run('exportDirectory', {
      format: given.one('format', FORMATS, 'hsds-json'),
      scope: given.one('scope', SCOPES, 'public'),
    })
    terminal.writeNew(given.text('file'), content)
    const lost = made.lost.map(({ what, count }) => `note: not in the file: ${count} ${what.replaceAll('_', ' ')}\n`).join('')
    terminal.err(lost)
    return said(
      { ...made, bytes: content.length },
      `${made.organisations} organisations, ${made.services} services, ${content.length} bytes.\n`,
    )
  },
)

export const exchanging: readonly Command[] = [importList, exportList]
