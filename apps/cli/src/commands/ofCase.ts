/** What commands about one case share: its argument, and the case found before the work begins. */
import { arg, type Argument, type Command, type Outcome } from '../command/command.ts'
import { pickCase, pickMember, pickOrg } from '../session/pick.ts'
import { memberCommand, type MemberCall } from './member.ts'

export const CASE: Argument = arg('case', 'its pseudonym or id')

export interface CaseCall extends MemberCall {
  readonly space: Awaited<ReturnType<typeof pickCase>>
}

/** `args` follow the case. */
export const caseCommand = (
  { args = [], options = {}, examples = [], ...command }: Pick<Command, 'name' | 'group' | 'summary'> & Partial<Command>,
  work: (call: CaseCall) => Promise<Outcome>,
): Command =>
  memberCommand({ ...command, options, examples, args: [CASE, ...args] }, async (call) =>
    work({ ...call, space: await pickCase(call.member, call.given.text('case')) }),
  )

/** The organisation that an option names, or null where it was not given. */
export const orgGiven = async ({ member, given }: MemberCall, option: string) =>
  given.has(option) ? pickOrg(member, given.text(option)) : null

export const memberGiven = async ({ member, given }: MemberCall, option: string) =>
  given.has(option) ? pickMember(member, given.text(option)) : null
