/** Committing to cover a need, handing over, sharing and taking back. */
import type { CommitmentTerms, CostBasis } from '@pergola/core/casework'
import { COMMITMENT_STATES } from '@pergola/core/vocabulary'
import { arg, flag, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pick, pickCase, pickNeed, pickOrg } from '../session/pick.ts'
import { days } from '../show/words.ts'
import { misuse } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { CASE } from './ofCase.ts'
import { save } from './saving.ts'

const group = 'Casework'
const NEED: Argument = arg('need', 'its number in `case show`, its kind, or its id')
const TO = must('the organisation', 'ORGANISATION')

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

const COST = /^(\d{1,9}) ([A-Z]{3}) (total|month|week|day)$/u

const costFrom = (typed: string): CommitmentTerms['cost'] => {
  const [, amount, currency, basis] = COST.exec(typed.trim()) ?? []
  if (amount === undefined)
    throw misuse(`"${typed}" is no cost.`, 'Write an amount, a currency and total, month, week or day: --cost "950 EUR month".')
  return { amount: Number(amount), currency: currency!, basis: basis as CostBasis }
}

/** Nothing, where nothing was given: then what was said before stays. */
const termsGiven = async ({ member, given }: MemberCall): Promise<{ readonly terms?: CommitmentTerms }> => {
  if (!['cost', 'conditions', 'place', 'paid-back-by'].some((name) => given.has(name))) return {}
  const payer = given.text('paid-back-by')
  const settled = given.has('paid-on') ? given.day('paid-on', member.today()) : null
  return {
    terms: {
      conditions: given.text('conditions'),
      cost: given.has('cost') ? costFrom(given.text('cost')) : null,
      place: given.text('place'),
      reimbursement: payer === '' ? null : { by: payer === 'nobody' ? null : await pickOrg(member, payer), settled },
    },
  }
}

const commit = memberCommand(
  {
    name: 'case commit',
    group,
    summary: 'Commit your organisation to cover a need from day to day',
    args: [CASE, NEED],
    options: {
      from: text('first day (otherwise today)', 'DAY'),
      to: must('last day', 'DAY'),
      state: oneOf('how firm it is', COMMITMENT_STATES),
      'stop-gap': flag('only until somebody else takes over'),
      id: text('change this commitment of yours', 'ID'),
      note: text('what matters about it'),
      cost: text('what it costs: "950 EUR month" (total, month, week, day)'),
      conditions: text('what those who come have to know'),
      place: text('country in which it is given', 'KE'),
      'paid-back-by': text('who is to pay a stop-gap back: an organisation, or nobody yet', 'ORGANISATION|nobody'),
      'paid-on': text('the day on which that came', 'DAY'),
    },
    examples: [
      'pergola case commit Heron 1 --from today --to +30 --cost "950 EUR month"',
      'pergola case commit Heron 1 --to +7 --stop-gap --paid-back-by "Atlas Fund"',
    ],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const need = await pickNeed(member, space, given.text('need'))
    const dates = { from: given.day('from', member.today(), member.today()), to: given.day('to', member.today()) }
    const { file } = await member.ask('case', { space })
    const id = given.has('id')
      ? {
          id: pick(
            'commitment',
            given.text('id'),
            file.commitments.map((one) => ({ id: one.id, names: [] })),
            '`pergola case show --json`',
          ),
        }
      : {}
    const made = await member.run('commit', {
      space,
      need,
      ...dates,
      ...id,
      state: given.one('state', COMMITMENT_STATES, 'confirmed'),
      stopGap: given.flag('stop-gap'),
      note: given.text('note'),
      ...(await termsGiven(call)),
    })
    const gap = (await member.ask('case', { space })).chart.rows.find((row) => row.need.id === need)?.gapDays ?? 0
    return said(
      { ...made, gapDays: gap },
      `Committed from ${dates.from} to ${dates.to}. ${gap === 0 ? 'The need is covered to its end.' : `Nobody covers it for ${days(gap)}.`}\n`,
    )
  },
)

const agree = memberCommand(
  { name: 'case agree', group, summary: 'Agree to the hand-overs of a need that are yours', args: [CASE, NEED], options: {}, examples: [] },
  async (call) => {
    const space = await caseIn(call)
    const need = await pickNeed(call.member, space, call.given.text('need'))
    const row = (await call.member.ask('case', { space })).chart.rows.find((one) => one.need.id === need)
    const mine = new Set(row?.commitments.filter((one) => one.mine).map(({ id }) => id))
    const open = (row?.handovers ?? []).filter(
      ({ before, after, agreedBefore, agreedAfter }) => (mine.has(before) && !agreedBefore) || (mine.has(after) && !agreedAfter),
    )
    for (const { before, after } of open) await call.member.run('agreeHandover', { space, before, after })
    return said({ agreed: open.length }, open.length === 0 ? 'No hand-over waits for you.\n' : `Agreed to ${open.length}.\n`)
  },
)

const PARTS = ['file', 'identity', 'medical'] as const

const share = memberCommand(
  {
    name: 'case share',
    group,
    summary: 'Share the file, the identity part or the medical part with an organisation that consent names',
    about: 'The medical part goes to who treats, without the file; consent has to name it (`case consent --parts medical`).',
    args: [CASE],
    options: { to: TO, part: oneOf('which part (otherwise the file)', PARTS) },
    examples: ['pergola case share Heron --to "Huis Noord" --part identity'],
  },
  async (call) => {
    const part = call.given.one('part', PARTS, 'file')
    const to = { space: await caseIn(call), org: await pickOrg(call.member, call.given.text('to')) }
    await (part === 'medical' ? call.member.run('shareMedical', to) : call.member.run('shareCase', { ...to, part }))
    return said({ part }, 'Shared.\n')
  },
)

const revoke = memberCommand(
  {
    name: 'case revoke',
    group,
    summary: 'Take a case back from an organisation: they read nothing that is written from now on',
    args: [CASE],
    options: { from: must('the organisation', 'ORGANISATION'), medical: flag('only the medical part') },
    examples: ['pergola case revoke Heron --from "Huis Noord"'],
  },
  async (call) => {
    const from = { space: await caseIn(call), org: await pickOrg(call.member, call.given.text('from')) }
    await call.member.run(call.given.flag('medical') ? 'revokeMedical' : 'revokeCase', from)
    return said({}, 'Taken back, with new keys.\n')
  },
)

const attach = memberCommand(
  {
    name: 'case attach',
    group,
    summary: 'Seal a file into a case',
    args: [CASE, arg('file', 'the file')],
    options: { type: text('its media type', 'TYPE') },
    examples: ['pergola case attach Heron report.pdf --type application/pdf'],
  },
  async (call) => {
    const path = call.given.text('file')
    const content = call.terminal.readBytes(path)
    const added = await call.member.run('attachFile', {
      space: await caseIn(call),
      name: path.split(/[\\/]/u).at(-1) ?? 'file',
      type: call.given.text('type') || 'application/octet-stream',
      content,
    })
    return said(added, 'Sealed and added.\n')
  },
)

const caseFile = save('case file', CASE, async (call) => {
  const space = await caseIn(call)
  return { where: { space }, files: (await call.member.ask('case', { space })).file.files }
})

export const covering: readonly Command[] = [commit, agree, share, revoke, attach, caseFile]
