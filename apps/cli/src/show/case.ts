/** A case on a terminal: the facts, then each need with who covers it from when to when, gaps named. */
import type { CaseView, RelayRow } from '@pergola/client'
import { days, facts, plain, short, table, time, clockLeft } from './words.ts'

const bars = ({ commitments, stretches }: RelayRow): readonly (readonly string[])[] => {
  const covered = commitments.map(
    ({ from, to, orgName, state, stopGap, endsSoonUncovered }) =>
      [
        from,
        to,
        `${orgName}, ${state}${stopGap ? ', stop-gap' : ''}${endsSoonUncovered ? ', ends soon without a successor' : ''}`,
      ] as const,
  )
  const gaps = stretches
    .filter((stretch) => !stretch.covered)
    .map(({ from, to, days: count }) => [from, to, `GAP: nobody for ${days(count)}`] as const)
  return [...covered, ...gaps].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
}

const relayText = ({ chart, file }: CaseView): string =>
  chart.rows
    .map((row, at) => {
      const person = file.people.find(({ id }) => id === row.need.person)
      const handovers = row.handovers
        .map(({ agreedBefore, agreedAfter }) => `     hand-over ${agreedBefore && agreedAfter ? 'agreed' : 'not agreed yet'}\n`)
        .join('')
      const lines = bars(row).map(([from, to, who]) => `     ${from} to ${to}  ${plain(who!)}\n`)
      return `\n  ${at + 1}. ${row.need.kind}, for ${plain(person?.label ?? '')}, ${row.need.from} to ${row.need.to}${row.need.note === '' ? '' : `: ${plain(row.need.note)}`}\n${lines.join('')}${handovers}`
    })
    .join('')

const identityText = ({ identities, file }: CaseView): string =>
  identities === null || identities.length === 0
    ? ''
    : `\nIdentity part\n${table(
        ['PERSON', 'NAME', 'BORN', 'CONTACT'],
        identities.map((one) => [file.people.find(({ id }) => id === one.person)?.label ?? '', one.name, one.birth, one.contact]),
      )}`

export const caseText = (view: CaseView): string => {
  const { file, chart, shares, referrals } = view
  const head = facts([
    ['case', `${file.pseudonym} (${short(file.space)})`],
    ['status', file.status],
    ['urgency', file.urgency],
    ['country', file.country],
    ['held by', view.ownerName],
    ['risk', view.riskLevel ?? ''],
    ['opened', file.openedOn],
    ['gap', chart.gapDays === 0 ? '' : days(chart.gapDays)],
    ['taken back', view.goneSince === null ? '' : time(view.goneSince)],
    ['unsent', view.pending === 0 ? '' : String(view.pending)],
    ['summary', file.summary],
  ])
  const people = `\n${table(
    ['', 'PERSON', 'ROLE', 'LANGUAGES'],
    file.people.map(({ label, role, languages }, at) => [String(at + 1), label, role, languages.join(' ')]),
  )}`
  const shared =
    shares.length === 0
      ? ''
      : `\nShared\n${table(
          ['WITH', 'PART', 'SINCE'],
          shares.map(({ name, part, since }) => [name, part, time(since)]),
        )}`
  const asked =
    referrals.length === 0
      ? ''
      : `\nRequests\n${table(
          ['ID', 'TO', 'FOR', 'STATE', 'CLOCK'],
          referrals.map((row) => [short(row.space), row.otherName, row.kind, row.state, clockLeft(row.answerBy, Date.now())]),
        )}`
  const notes =
    file.notes.length === 0
      ? ''
      : `\nNotes\n${table(
          ['AT', 'NOTE'],
          file.notes.map(({ at, text }) => [time(at), text]),
        )}`
  const files =
    file.files.length === 0
      ? ''
      : `\nFiles\n${table(
          ['ID', 'BYTES', 'NAME'],
          file.files.map(({ id, bytes, name }) => [short(id), String(bytes), name]),
        )}`
  return [head, people, `\nRelay of support\n${relayText(view)}`, identityText(view), shared, asked, notes, files].join('')
}
