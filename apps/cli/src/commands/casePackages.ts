/** A whole case out as an encrypted package, one of somebody else in, and figures over cases. */
import type { CaseImportPreview, CasePackageFile, Section, StatisticsView } from '@pergola/client'
import { SECTIONS } from '@pergola/core/casepackage'
import { arg, flag, list, must, oneOf, said, text, type Command } from '../command/command.ts'
import type { Given } from '../command/given.ts'
import { pickOrg } from '../session/pick.ts'
import { secretOf } from '../session/secrets.ts'
import { plain, table, time } from '../show/words.ts'
import { Complaint, misuse } from '../voice.ts'
import { caseCommand } from './ofCase.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Life of a case'
const SCOPES = ['share_named_org', 'referral'] as const
const LEFT = { not_chosen: 'not chosen', no_consent: 'not everyone agrees', not_readable: 'not readable here' } as const

const sectionsOf = (given: Given): readonly Section[] => {
  const named = given.list('parts')
  const unknown = named.find((one) => !(SECTIONS as readonly string[]).includes(one))
  if (unknown !== undefined) throw misuse(`There is no part "${unknown}".`, `The parts are ${SECTIONS.join(', ')}.`)
  // Who somebody is, and health, are chosen by name.
  return SECTIONS.filter((one) => (named.length === 0 ? one !== 'identity' && one !== 'medical' : named.includes(one)))
}

const leftLines = (left: CasePackageFile['left']): string =>
  left.map(({ section, why }) => `  left out: ${section} (${LEFT[why]})\n`).join('')

const exportCase = caseCommand(
  {
    name: 'case export',
    group,
    summary: 'Write a whole case to an encrypted package that another Pergola can read in',
    about: [
      'Everything that was chosen and that everyone in the file has agreed to, files included, encrypted with age: to keys that you name,',
      'or under a passphrase that is made now and told once. What consent does not allow is left out and named. That it went out, to whom',
      'and on whose word is written down in the case. docs/formats/case-package.md says what is in it.',
    ].join(' '),
    options: {
      out: must('where to write it; must not be there yet', 'FILE'),
      to: text('an organisation of the network that it is for', 'ORGANISATION'),
      for: text('somebody outside of the network that it is for, as in the consent', 'NAME'),
      scope: oneOf('the consent it rests on (otherwise share_named_org)', SCOPES),
      parts: list(`parts (otherwise all but identity and medical): ${SECTIONS.join(', ')}`, 'A,B'),
      key: { type: 'list', about: 'key of a reader (age1…) instead of a passphrase; may be repeated', value: 'KEY' },
      'secrets-file': text('write the passphrase to this new file instead of the terminal', 'FILE'),
    },
    examples: [
      'pergola case export Reed --to "Huis Noord" --out reed.pergola.age',
      'pergola case export Reed --for "Clinic in the port" --scope referral --parts summary,needs --out reed.pergola.age --key age1…',
    ],
  },
  async ({ member, given, terminal, space }) => {
    const recipient = given.text('for')
    if ((given.text('to') === '') === (recipient === ''))
      throw misuse('Say whom it is for.', 'Give either --to ORGANISATION or --for NAME.')
    const org = given.text('to') === '' ? null : await pickOrg(member, given.text('to'))
    const ask = {
      act: 'export',
      scope: given.one('scope', SCOPES, 'share_named_org'),
      org,
      recipient,
      sections: sectionsOf(given),
    } as const
    const { content, passphrase, ...made } = await member.run('exportCase', { space, ...ask, recipients: given.texts('key') })
    terminal.writeNew(given.text('out'), content)
    if (passphrase !== null) tell(given, terminal, passphrase)
    const text = `${made.sections.join(', ')}: ${content.length} bytes, mark ${made.mark}.\n${leftLines(made.left)}`
    return said({ ...made, bytes: content.length }, text)
  },
)

/** On the terminal, or in a file of its own: never with the data. */
const tell = (given: Given, terminal: MemberCall['terminal'], passphrase: string): void => {
  const file = given.text('secrets-file')
  if (file === '') return terminal.err(`The passphrase, shown once: ${passphrase}\n`)
  terminal.writeNew(file, new TextEncoder().encode(`${passphrase}\n`))
  return terminal.err(`The passphrase is in ${file}.\n`)
}

const REASONS: Readonly<Record<string, string>> = {
  damaged: 'it is damaged or cut off',
  too_costly: 'opening it would take more work than a package ever needs',
  not_a_package: 'it is no package of a case',
  newer_version: 'it was made by a newer Pergola',
  too_large: 'it is larger than a package can be',
  missing_member: 'something that it names is not in it',
  changed: 'something in it is not what it says',
  malformed: 'it is not put together as a package is',
}

const opened = async ({ member, given, terminal }: MemberCall): Promise<CaseImportPreview> => {
  const content = terminal.readBytes(given.text('file'))
  const secret = await secretOf(given, terminal, 'secret-file', 'Passphrase or secret key of the package: ')
  const answer = await member.pergola.run('openCasePackage', { content, secret })
  if (answer.ok) return member.ask('caseImport', { id: answer.value.id })
  const why = answer.problem.args?.['why']
  const reason = answer.problem.type === 'wrong_passphrase' ? 'it does not open with this' : (REASONS[String(why)] ?? answer.problem.type)
  throw new Complaint(`The package cannot be read: ${reason}.`, 'Nothing was written.')
}

const preview = (shown: CaseImportPreview): string =>
  [
    `"${plain(shown.pseudonym)}", made by "${plain(shown.from)}" on ${time(shown.made)} for "${plain(shown.to)}", mark ${shown.mark}\n\n`,
    table(
      ['PART', 'ENTRIES'],
      shown.sections.map(({ section, count }) => [section, String(count)]),
    ),
    leftLines(shown.left),
    ...shown.notTaken.map(
      ({ collection, count, why }) =>
        `  not taken: ${count} ${collection} (${why === 'own_word' ? 'each says it for itself' : 'unknown here'})\n`,
    ),
    shown.consentsEnded > 0 ? `  ${shown.consentsEnded} yes come as ones that have run out: ask again\n` : '',
    shown.malformed > 0 ? `  not taken: ${shown.malformed} entries that no case can hold\n` : '',
    shown.samePackage === null ? '' : `  read in before, as "${plain(shown.samePackage.pseudonym)}"\n`,
    shown.sameCase === null ? '' : `  the same case is here as "${plain(shown.sameCase.pseudonym)}"\n`,
    shown.sameName ? '  a case of this name is here\n' : '',
  ].join('')

const importCase = memberCommand(
  {
    name: 'case import',
    group,
    summary: 'Read in a package that another Pergola made: it becomes a case of yours',
    about: [
      'With --dry-run it only says what is in it. The passphrase or secret key of the package is asked for, or stands in the first line of',
      '--secret-file. What others said of themselves (cover, decisions) is not taken; a yes comes as one that has run out.',
    ].join(' '),
    args: [arg('file', 'the package')],
    options: {
      'secret-file': text('file whose first line is the passphrase or secret key of the package', 'FILE'),
      as: text('pseudonym of the new case (otherwise the one in the package)', 'NAME'),
      again: flag('also when the same package was read in before'),
      'dry-run': flag('say what would be read in, and write nothing'),
    },
    examples: ['pergola case import reed.pergola.age --dry-run', 'pergola case import reed.pergola.age --as Fern'],
  },
  async (call) => {
    const { member, given } = call
    const shown = await opened(call)
    if (given.flag('dry-run')) return said(shown, `${preview(shown)}Nothing was written.\n`)
    if (shown.samePackage !== null && !given.flag('again'))
      throw new Complaint(
        `This package was read in before, as "${plain(shown.samePackage.pseudonym)}".`,
        'Read it in once more with --again.',
      )
    const pseudonym = given.text('as') || shown.pseudonym
    const made = await member.run('importCase', { id: shown.id, pseudonym, again: given.flag('again') })
    return said({ ...made, preview: shown }, `${preview(shown)}It is yours as "${plain(pseudonym)}".\n`)
  },
)

const GROUNDS = ['statistics', 'research'] as const
const figuresText = ({ cases, left, tables }: StatisticsView): string =>
  [
    `${cases ?? 'fewer than five'} cases counted, ${left} left out because somebody has not agreed\n`,
    ...tables.map(
      ({ table: name, cells }) =>
        `\n${table(
          [name.toUpperCase(), 'CASES'],
          cells.map(({ code, count }) => [code, count === null ? 'not said' : String(count)]),
        )}`,
    ),
  ].join('')

const statistics = memberCommand(
  {
    name: 'statistics',
    group,
    summary: 'Count your cases by kind, country, risk, outcome: only those whose people agreed',
    about:
      'No count below five is said. With --out the table is written for somebody, and that is written down in every case that is counted.',
    args: [],
    options: {
      scope: oneOf('the consent it rests on (otherwise statistics)', GROUNDS),
      out: text('write it as a table; must not be there yet', 'FILE'),
      for: text('whom the table is for', 'NAME'),
    },
    examples: ['pergola statistics', 'pergola statistics --out cases.csv --for "Atlas Fund"'],
  },
  async ({ member, given, terminal }) => {
    const scope = given.one('scope', GROUNDS, 'statistics')
    const out = given.text('out')
    if (out === '') {
      const figures = await member.run('countCases', { scope })
      return said(figures, figuresText(figures))
    }
    if (given.text('for') === '') throw misuse('Say whom the table is for.', 'Give --for NAME: it is written down in the cases.')
    const { content, figures } = await member.run('exportStatistics', { scope, recipient: given.text('for') })
    terminal.writeNew(out, content)
    return said(figures, figuresText(figures))
  },
)

export const casePackages: readonly Command[] = [exportCase, importCase, statistics]
