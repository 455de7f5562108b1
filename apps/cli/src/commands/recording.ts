/** What is recorded in a case: people, who they are, needs, notes. */
import { SUPPORT_TYPES, URGENCIES } from '@pergola/core/vocabulary'
import type { PartialDay } from '@pergola/core/casework'
import { arg, flag, list, must, oneOf, said, text, type Command } from '../command/command.ts'
import { pickCase, pickMember, pickNeed, pickPerson } from '../session/pick.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { CASE } from './ofCase.ts'

const group = 'Casework'

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

const person = memberCommand(
  {
    name: 'case person',
    group,
    summary: 'Add the defender or a dependent, without their name',
    args: [CASE],
    options: {
      label: must('enough to plan with: "Daughter, school age"'),
      dependent: flag('not the defender'),
      relation: text('to the defender'),
      languages: list('they speak', 'sw,en'),
    },
    examples: [
      'pergola case person Heron --label Defender --languages sw',
      'pergola case person Heron --label "Daughter, school age" --dependent --relation Daughter',
    ],
  },
  async (call) => {
    const { member, given } = call
    const role = given.flag('dependent') ? 'dependent' : 'defender'
    const saved = await member.run('savePerson', {
      space: await caseIn(call),
      role,
      label: given.text('label'),
      relation: given.text('relation'),
      languages: given.list('languages'),
    })
    return said(saved, 'Added.\n')
  },
)

const identity = memberCommand(
  {
    name: 'case identity',
    group,
    summary: 'Keep who a person is, apart from the file',
    args: [CASE],
    options: {
      person: must('label or number of the person'),
      name: text('their name'),
      contact: text('how to reach them safely'),
      whereabouts: text('where they are'),
      birth: text('year, month or day', '1984-05'),
      documents: text('papers they have'),
    },
    examples: ['pergola case identity Heron --person Defender --name "…" --contact "…"'],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const id = await pickPerson(member, space, given.text('person'))
    const { identities } = await member.ask('case', { space })
    const before = identities?.find((one) => one.person === id)
    const now = (field: 'name' | 'contact' | 'whereabouts' | 'documents'): string =>
      given.has(field) ? given.text(field) : (before?.[field] ?? '')
    const birth = (given.has('birth') ? given.text('birth') : (before?.birth ?? '')) as PartialDay | ''
    const kept = {
      person: id,
      name: now('name'),
      otherNames: before?.otherNames ?? '',
      contact: now('contact'),
      whereabouts: now('whereabouts'),
      documents: now('documents'),
      birth,
    }
    return said(await member.run('saveIdentity', { space, identity: kept }), 'Kept in the identity part.\n')
  },
)

const need = memberCommand(
  {
    name: 'case need',
    group,
    summary: 'Write down a need: what, for whom, from when to when',
    args: [CASE],
    options: {
      person: must('label or number of the person'),
      kind: oneOf('kind of support', SUPPORT_TYPES, true),
      from: text('first day (otherwise today)', 'DAY'),
      to: must('last day', 'DAY'),
      place: text('country or region', 'KE'),
      urgency: oneOf('how soon', URGENCIES),
      headcount: text('for how many', 'N'),
      note: text('what matters about it'),
    },
    examples: ['pergola case need Heron --person Defender --kind relocation.regional --to +90 --headcount 3'],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const about = {
      person: await pickPerson(member, space, given.text('person')),
      kind: given.text('kind'),
      place: given.text('place'),
      note: given.text('note'),
    }
    const when = {
      from: given.day('from', member.today(), member.today()),
      to: given.day('to', member.today()),
      urgency: given.one('urgency', URGENCIES, 'weeks'),
      headcount: given.whole('headcount', 1),
    }
    return said(await member.run('saveNeed', { space, need: { ...about, ...when } }), 'Written down.\n')
  },
)

const dropNeed = memberCommand(
  {
    name: 'case drop-need',
    group,
    summary: 'A need that is none any more',
    args: [CASE, arg('need', 'its number, kind or id')],
    options: {},
    examples: [],
  },
  async (call) => {
    const space = await caseIn(call)
    return said(await call.member.run('dropNeed', { space, id: await pickNeed(call.member, space, call.given.text('need')) }), 'Dropped.\n')
  },
)

const note = memberCommand(
  {
    name: 'case note',
    group,
    summary: 'Add a note (from standard input with -)',
    args: [CASE, { ...arg('text', 'the note, or -'), rest: true }],
    options: { call: { type: 'list', about: 'a member of your organisation who is to read it; may be repeated', value: 'MEMBER' } },
    examples: [
      'pergola case note Heron "Spoke by phone; the plan stands."',
      'pergola case note Heron "Please look at need 2." --call Otieno',
    ],
  },
  async (call) => {
    const typed = call.given.text('text')
    const written = typed === '-' ? await call.terminal.readAll() : typed
    const mentions = await Promise.all(call.given.texts('call').map((name) => pickMember(call.member, name)))
    return said(await call.member.run('addNote', { space: await caseIn(call), text: written, mentions }), 'Noted.\n')
  },
)

export const recording: readonly Command[] = [person, identity, need, dropNeed, note]
