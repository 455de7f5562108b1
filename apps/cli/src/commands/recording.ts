/** What is recorded in a case: people, who they are, needs, consent, risk, notes. */
import { CONSENT_PARTS, CONSENT_SCOPES, CONSENT_WAYS, STEPS, SUPPORT_TYPES, URGENCIES } from '@pergola/core/vocabulary'
import type { PartialDay } from '@pergola/core/casework'
import { arg, flag, list, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pickCase, pickNeed, pickOrg, pickPerson } from '../session/pick.ts'
import { Complaint } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Casework'
const CASE: Argument = arg('case', 'its pseudonym or id')

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

const consent = memberCommand(
  {
    name: 'case consent',
    group,
    summary: 'Record what a person agreed to, or did not',
    about:
      'Scopes: record, share_network (a request without my name), share_named_org (the file, to the organisation in --to), and others. Without --person it is recorded for everyone in the file.',
    args: [CASE],
    options: {
      scope: oneOf('what they were asked', CONSENT_SCOPES, true),
      person: text('label or number of one person'),
      to: text('the organisation it names', 'ORGANISATION'),
      refused: flag('they said no'),
      how: oneOf('how they said it', CONSENT_WAYS),
      until: text('last day it holds', 'DAY'),
      recipient: text('somebody outside the network whom it names'),
      parts: list('only these parts of the case', 'summary,needs'),
      read: text('what was read to them, word for word'),
    },
    examples: [
      'pergola case consent Heron --scope share_network',
      'pergola case consent Heron --scope share_named_org --to "Huis Noord" --how written',
    ],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const { file } = await member.ask('case', { space })
    const people = given.has('person') ? [await pickPerson(member, space, given.text('person'))] : file.people.map(({ id }) => id)
    if (people.length === 0) throw new Complaint('There is nobody in this file yet.', 'Add them with `pergola case person`.')
    const org = given.has('to') ? await pickOrg(member, given.text('to')) : null
    const until = given.has('until') ? given.day('until', member.today()) : null
    const decision = {
      scope: given.text('scope'),
      org,
      given: !given.flag('refused'),
      on: member.today(),
      how: given.one('how', CONSENT_WAYS, 'spoken'),
      until,
      recipient: given.text('recipient'),
      parts: CONSENT_PARTS.filter((part) => given.list('parts').includes(part)),
      words: given.text('read'),
    }
    const ids: string[] = []
    for (const id of people) ids.push((await member.run('giveConsent', { space, consent: { person: id, ...decision } })).id)
    return said({ ids }, `Recorded for ${people.length} ${people.length === 1 ? 'person' : 'people'}.\n`)
  },
)

const withdraw = memberCommand(
  {
    name: 'case withdraw-consent',
    group,
    summary: 'Consent that was taken back today',
    args: [CASE],
    options: {
      scope: oneOf('which', CONSENT_SCOPES, true),
      to: text('the organisation it names', 'ORGANISATION'),
      'leave-shared': flag('do not take back what was shared on the ground of it'),
    },
    examples: [],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const org = given.has('to') ? await pickOrg(member, given.text('to')) : null
    const { file } = await member.ask('case', { space })
    const standing = file.consents.filter(
      (one) => one.scope === given.text('scope') && one.org === org && one.given && one.withdrawnOn === null,
    )
    for (const { id } of standing)
      await member.run('withdrawConsent', { space, id, on: member.today(), takeBack: !given.flag('leave-shared') })
    return said({ withdrawn: standing.length }, `${standing.length} withdrawn.\n`)
  },
)

const risk = memberCommand(
  {
    name: 'case risk',
    group,
    summary: 'Assess the risk',
    args: [CASE],
    options: {
      probability: oneOf('how likely', STEPS, true),
      impact: oneOf('how bad', STEPS, true),
      'death-threat': flag('a death threat was made'),
      threat: { type: 'list', about: 'a threat; may be repeated', value: 'TEXT' },
      vulnerability: { type: 'list', about: 'what makes it worse; may be repeated', value: 'TEXT' },
      capacity: { type: 'list', about: 'what helps; may be repeated', value: 'TEXT' },
    },
    examples: ['pergola case risk Heron --probability high --impact high --death-threat --threat "A bullet in an envelope"'],
  },
  async (call) => {
    const { member, given } = call
    const steps = {
      probability: given.one('probability', STEPS, 'medium'),
      impact: given.one('impact', STEPS, 'medium'),
      deathThreat: given.flag('death-threat'),
    }
    const lists = { threats: given.texts('threat'), vulnerabilities: given.texts('vulnerability'), capacities: given.texts('capacity') }
    return said(await member.run('assessRisk', { space: await caseIn(call), assessment: { ...steps, ...lists } }), 'Assessed.\n')
  },
)

const note = memberCommand(
  {
    name: 'case note',
    group,
    summary: 'Add a note (from standard input with -)',
    args: [CASE, { ...arg('text', 'the note, or -'), rest: true }],
    options: {},
    examples: ['pergola case note Heron "Spoke by phone; the plan stands."'],
  },
  async (call) => {
    const typed = call.given.text('text')
    const written = typed === '-' ? await call.terminal.readAll() : typed
    return said(await call.member.run('addNote', { space: await caseIn(call), text: written }), 'Noted.\n')
  },
)

export const recording: readonly Command[] = [person, identity, need, dropNeed, consent, withdraw, risk, note]
