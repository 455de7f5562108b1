/** The people of a case together: who belongs to whom, who decides for whom, papers; and the medical part. */
import { CARE_KINDS, PAPER_KINDS, PAPER_STATES, TIE_KINDS } from '@pergola/core/vocabulary'
import { flag, must, oneOf, said, text, type Command } from '../command/command.ts'
import { pickPerson } from '../session/pick.ts'
import { facts, plain, table } from '../show/words.ts'
import { caseCommand } from './ofCase.ts'

const group = 'People'
const PERSON = must('label or number of the person', 'PERSON')

const family = caseCommand(
  {
    name: 'case family',
    group,
    summary: 'Who belongs to whom, who decides for whom, and papers that run out',
    examples: ['pergola case family Heron'],
  },
  async ({ member, space }) => {
    const view = await member.ask('household', { space })
    const { file } = await member.ask('case', { space })
    const label = (id: string | null): string => file.people.find((one) => one.id === id)?.label ?? ''
    const people = view.people.map(({ standing, needs, agreed, refused }) => [
      label(standing.person),
      standing.minor ? `a child; ${label(standing.guardian)} decides` : '',
      String(needs),
      `${agreed} yes, ${refused} no`,
    ])
    const ties = view.graph.ties.map(({ a, b, kind, together }) => [label(a), kind, label(b), together ? 'together' : ''])
    const papers = view.people.flatMap(({ standing, papers: held }) =>
      (held ?? []).map(({ kind, state, country, until }) => [until ?? '', label(standing.person), kind, state, country]),
    )
    const parts = [
      table(['PERSON', 'DECIDES', 'NEEDS', 'ASKED'], people),
      table(['WHO', 'IS', 'TO', ''], ties),
      table(['RUNS OUT', 'OF', 'PAPER', 'STATE', 'FROM'], papers),
    ]
    return said(view, parts.filter((part) => part !== '').join('\n'))
  },
)

const tie = caseCommand(
  {
    name: 'case tie',
    group,
    summary: 'Say how two people of a case belong together',
    about: 'With the kind parent, --of is a parent of --person.',
    options: {
      person: PERSON,
      of: must('label or number of the other one', 'PERSON'),
      kind: oneOf('how', TIE_KINDS, true),
      together: flag('under one roof, or they must be'),
    },
    examples: ['pergola case tie Heron --person "Daughter, nine" --of Defender --kind parent --together'],
  },
  async ({ member, given, space }) => {
    const [b, a] = [await pickPerson(member, space, given.text('person')), await pickPerson(member, space, given.text('of'))]
    const kind = given.one('kind', TIE_KINDS, 'relative')
    return said(await member.run('saveTie', { space, tie: { a, b, kind, together: given.flag('together') } }), 'Written down.\n')
  },
)

const guardian = caseCommand(
  {
    name: 'case guardian',
    group,
    summary: 'Say that somebody is a child, and who decides for them',
    options: { person: PERSON, guardian: text('who of the file decides', 'PERSON'), 'of-age': flag('decides for themselves') },
    examples: ['pergola case guardian Heron --person "Daughter, nine" --guardian Defender'],
  },
  async ({ member, given, space }) => {
    const person = await pickPerson(member, space, given.text('person'))
    const decides = given.has('guardian') ? await pickPerson(member, space, given.text('guardian')) : null
    const before = (await member.ask('household', { space })).people.find(({ standing }) => standing.person === person)?.standing
    const standing = {
      person,
      minor: !given.flag('of-age'),
      guardian: given.flag('of-age') ? null : decides,
      ownCase: before?.ownCase ?? null,
    }
    return said(await member.run('saveStanding', { space, standing }), 'Written down.\n')
  },
)

const paper = caseCommand(
  {
    name: 'case paper',
    group,
    summary: 'A passport, a visa, a certificate: what is held, applied for, missing or taken. In the identity part',
    options: {
      person: PERSON,
      kind: oneOf('which', PAPER_KINDS, true),
      state: oneOf('is it there (otherwise held)', PAPER_STATES),
      country: text('who issued it', 'KE'),
      number: text('its number'),
      until: text('the day on which it runs out', 'DAY'),
      place: text('where it is kept'),
    },
    examples: ['pergola case paper Heron --person Defender --kind passport --country KE --until 2027-03-14'],
  },
  async ({ member, given, space }) => {
    const saved = await member.run('savePaper', {
      space,
      paper: {
        person: await pickPerson(member, space, given.text('person')),
        kind: given.one('kind', PAPER_KINDS, 'other'),
        state: given.one('state', PAPER_STATES, 'held'),
        country: given.text('country'),
        number: given.text('number'),
        until: given.has('until') ? given.day('until', member.today()) : null,
        place: given.text('place'),
      },
    })
    return said(saved, 'Kept in the identity part.\n')
  },
)

/* ---- the medical part ---- */

const medical = caseCommand(
  {
    name: 'case medical',
    group,
    summary: 'What those who treat must know, and their visits. Sealed apart from the file',
    about: 'Shared with `pergola case share --part medical`, with consent that names the medical part.',
    examples: ['pergola case medical Heron'],
  },
  async ({ member, space }) => {
    const view = await member.ask('medical', { space })
    if (view.part === null)
      return said(view, view.state === 'none' ? 'Nothing is written in it yet.\n' : 'There is a medical part that you do not read.\n')
    const { care, visits, patients } = view.part
    const label = (person: string): string => patients.find((one) => one.person === person)?.label ?? ''
    const known = table(
      ['WHO', 'WHAT', 'FIRST', ''],
      care.map((one) => [label(one.person), one.kind, one.urgent ? 'URGENT' : one.endedOn === null ? '' : 'ended', plain(one.text)]),
    )
    const seen = table(
      ['ON', 'WHO', 'NEXT', ''],
      visits.map((one) => [one.on, label(one.person), one.nextOn ?? '', plain(one.text)]),
    )
    const readers = facts([['read by', view.readers.map(({ name }) => name).join(', ')]])
    return said(view, [readers, known, seen].filter((part) => part !== '').join('\n'))
  },
)

const care = caseCommand(
  {
    name: 'case care',
    group,
    summary: 'Write into the medical part what those who treat must know',
    options: {
      person: PERSON,
      kind: oneOf('what it is', CARE_KINDS, true),
      text: must('what they must know'),
      urgent: flag('to be told first in an emergency'),
    },
    examples: ['pergola case care Heron --person "Son, small" --kind condition --text "Asthma; the spray within reach at night." --urgent'],
  },
  async ({ member, given, space }) => {
    const kind = given.one('kind', CARE_KINDS, 'other')
    const about = { person: await pickPerson(member, space, given.text('person')), kind, text: given.text('text') }
    const saved = await member.run('saveCare', { space, care: { ...about, since: '', urgent: given.flag('urgent'), endedOn: null } })
    return said(saved, 'Written into the medical part.\n')
  },
)

export const householdCommands: readonly Command[] = [family, tie, guardian, paper, medical, care]
