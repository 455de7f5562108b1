/** Consent: what was asked and answered, what left on the ground of it, what was taken back and what became of that. */
import { CONSENT_PARTS, CONSENT_SCOPES, CONSENT_WAYS, COPIES_STATES } from '@pergola/core/vocabulary'
import type { ConsentsView } from '@pergola/client'
import { arg, flag, list, oneOf, said, text, type Command } from '../command/command.ts'
import { pickPerson } from '../session/pick.ts'
import { table, time } from '../show/words.ts'
import { Complaint, misuse } from '../voice.ts'
import { caseCommand, orgGiven, type CaseCall } from './ofCase.ts'

const group = 'Consent'

/** A guardian of the file, or somebody they trust; otherwise each for themselves. */
const answeredBy = async ({ member, given, space }: CaseCall) => {
  if (given.has('guardian') && given.has('through')) throw misuse('One of the two answered.', 'Give either --guardian or --through.')
  if (given.has('guardian'))
    return { givenBy: 'guardian', guardian: await pickPerson(member, space, given.text('guardian')), trusted: '' } as const
  return given.has('through')
    ? ({ givenBy: 'trusted', guardian: null, trusted: given.text('through') } as const)
    : ({ givenBy: 'self', guardian: null, trusted: '' } as const)
}

const consent = caseCommand(
  {
    name: 'case consent',
    group,
    summary: 'Record what a person agreed to, or did not',
    about:
      'Scopes: record, share_network (a request without my name), share_named_org (the file, to the organisation in --to), and others. Without --person it is recorded for everyone in the file.',
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
      language: text('in which language', 'sw'),
      guardian: text('who of the file answered for a child', 'PERSON'),
      through: text('who brought the answer, when you could not speak to them'),
    },
    examples: [
      'pergola case consent Heron --scope share_network --read "May we ask others, without your name?" --language en',
      'pergola case consent Heron --scope share_named_org --to "Huis Noord" --how written',
      'pergola case consent Heron --person "Daughter, nine" --scope share_named_org --to Lantern --parts medical --guardian Defender',
    ],
  },
  async (call) => {
    const { member, given, space } = call
    const { file } = await member.ask('case', { space })
    const people = given.has('person') ? [await pickPerson(member, space, given.text('person'))] : file.people.map(({ id }) => id)
    if (people.length === 0) throw new Complaint('There is nobody in this file yet.', 'Add them with `pergola case person`.')
    const decision = {
      scope: given.text('scope'),
      org: await orgGiven(call, 'to'),
      given: !given.flag('refused'),
      on: member.today(),
      how: given.one('how', CONSENT_WAYS, 'spoken'),
      until: given.has('until') ? given.day('until', member.today()) : null,
      recipient: given.text('recipient'),
      parts: CONSENT_PARTS.filter((part) => given.list('parts').includes(part)),
      words: given.text('read'),
      language: given.text('language'),
      ...(await answeredBy(call)),
    }
    const recorded = await member.run('giveConsents', { space, consents: people.map((person) => ({ person, ...decision })) })
    return said(recorded, `Recorded for ${people.length} ${people.length === 1 ? 'person' : 'people'}.\n`)
  },
)

const withdraw = caseCommand(
  {
    name: 'case withdraw-consent',
    group,
    summary: 'Consent that was taken back today',
    about:
      'What was shared on the ground of it is taken back at once, unless --leave-shared; those who had it are told and asked to confirm.',
    options: {
      scope: oneOf('which', CONSENT_SCOPES, true),
      to: text('the organisation it names', 'ORGANISATION'),
      person: text('label or number of one person, otherwise everyone'),
      'leave-shared': flag('do not take back what was shared on the ground of it'),
    },
    examples: ['pergola case withdraw-consent Heron --scope share_named_org --to "Huis Noord"'],
  },
  async (call) => {
    const { member, given, space } = call
    const org = await orgGiven(call, 'to')
    const person = given.has('person') ? await pickPerson(member, space, given.text('person')) : null
    const { file } = await member.ask('case', { space })
    const standing = file.consents.filter(
      (one) =>
        one.scope === given.text('scope') &&
        one.org === org &&
        (person === null || one.person === person) &&
        one.given &&
        one.withdrawnOn === null,
    )
    for (const { id } of standing)
      await member.run('withdrawConsent', { space, id, on: member.today(), takeBack: !given.flag('leave-shared') })
    return said({ withdrawn: standing.length }, `${standing.length} withdrawn.\n`)
  },
)

const matrixText = ({ matrix }: ConsentsView, labels: ReadonlyMap<string, string>): string =>
  table(
    ['ASKED', 'FOR', 'WHO', 'ANSWER'],
    matrix.flatMap(({ scope, toName, cells }) =>
      cells.flatMap(({ person, state, parts }) =>
        state === 'not_asked' ? [] : [[scope, toName, labels.get(person) ?? '', state === 'partly' ? `partly: ${parts.join(' ')}` : state]],
      ),
    ),
  )

const receiptsText = ({ receipts }: ConsentsView): string =>
  table(
    ['TAKEN BACK', 'FROM', 'DEVICES', 'PAPER AND COPIES'],
    receipts.map(({ at, otherName, confirmed, devices, copies }) => [
      time(at),
      otherName,
      `${confirmed.length} of ${devices} confirmed`,
      copies === null ? 'not said yet' : `${copies.what}${copies.text === '' ? '' : `: ${copies.text}`}`,
    ]),
  )

const consents = caseCommand(
  {
    name: 'case consents',
    group,
    summary: 'What each person answered to what, what has left the case, and what was taken back',
    examples: ['pergola case consents Heron', 'pergola case consents Heron --json'],
  },
  async ({ member, space }) => {
    const view = await member.ask('consents', { space })
    const { file } = await member.ask('case', { space })
    const labels = new Map(file.people.map(({ id, label }) => [id as string, label]))
    const left = table(
      ['LEFT AT', 'WHAT', 'TO', 'BY'],
      view.passages.map(({ at, act, toName, byName }) => [time(at), act, toName, byName]),
    )
    const parts = [matrixText(view, labels) || 'Nobody was asked anything yet. What is not asked counts as no.\n', left, receiptsText(view)]
    return said(view, parts.filter((part) => part !== '').join('\n'))
  },
)

const copies = caseCommand(
  {
    name: 'case copies',
    group,
    summary: 'Of a case that was taken back from you: say what became of paper and copies',
    args: [{ ...arg('what', COPIES_STATES.join(', ')) }],
    options: { text: text('what exactly; with "kept" why') },
    examples: ['pergola case copies Heron destroyed --text "One printed page, shredded."'],
  },
  async ({ member, given, space }) => {
    const what = COPIES_STATES.find((state) => state === given.text('what'))
    if (what === undefined) throw misuse(`"${given.text('what')}" is none of the answers.`, `One of: ${COPIES_STATES.join(', ')}.`)
    const open = (await member.ask('noticesToUs', { caseSpace: space })).filter((notice) => notice.copies === null)
    if (open.length === 0) throw new Complaint('Nothing of this case waits for your word.', 'See `pergola today`.')
    for (const notice of open) await member.run('confirmCopies', { notice: notice.space, what, text: given.text('text') })
    return said({ confirmed: open.length }, 'Said to those who hold the case.\n')
  },
)

export const consenting: readonly Command[] = [consent, withdraw, consents, copies]
