/** Cases that become one, become two, or go on with somebody else. */
import { flag, list, must, said, text, type Command } from '../command/command.ts'
import { pickCase, pickPerson } from '../session/pick.ts'
import { Complaint, misuse } from '../voice.ts'
import { caseCommand, orgGiven } from './ofCase.ts'

const group = 'Life of a case'

const merge = caseCommand(
  {
    name: 'case merge',
    group,
    summary: 'Two cases of one person: this one goes into the other and is closed',
    options: {
      into: must('the case that stays', 'CASE'),
      same: { type: 'list', about: 'people who are in both, "here=there"; may be repeated', value: '"1=1"' },
    },
    examples: ['pergola case merge Reed --into Fern --same "1=1"'],
  },
  async ({ member, given, space: from }) => {
    const into = await pickCase(member, given.text('into'))
    const same: { readonly from: string; readonly into: string }[] = []
    for (const pair of given.texts('same')) {
      const [here = '', there = ''] = pair.split('=')
      if (here === '' || there === '')
        throw misuse(`"${pair}" names no two people.`, 'Write the number or label here and there: --same "1=2".')
      same.push({ from: await pickPerson(member, from, here), into: await pickPerson(member, into, there) })
    }
    const moved = await member.run('mergeCase', { from, into, same })
    return said(moved, `Merged: ${moved.carried} entries carried, ${moved.left} left where they were.\n`)
  },
)

const split = caseCommand(
  {
    name: 'case split',
    group,
    summary: 'Some people of a case get a case of their own; their needs are dropped here',
    options: { people: { ...list('labels or numbers', '2,3'), required: true }, as: must('pseudonym of the new case', 'NAME') },
    examples: ['pergola case split Stile --people 2 --as Footbridge'],
  },
  async ({ member, given, space }) => {
    const people = await Promise.all(given.list('people').map((one) => pickPerson(member, space, one)))
    const made = await member.run('splitCase', { space, people, pseudonym: given.text('as') })
    return said(made, `${given.text('as')} is open. What others covered for them has to be asked for anew.\n`)
  },
)

const offer = caseCommand(
  {
    name: 'case offer',
    group,
    summary: 'Offer a whole case to an organisation that has file and identity part',
    options: { to: text('the organisation', 'ORGANISATION'), back: flag('take the offer back') },
    examples: ['pergola case offer Juniper --to "Huis Noord"', 'pergola case offer Juniper --back'],
  },
  async (call) => {
    const { member, given, space } = call
    const org = await orgGiven(call, 'to')
    if ((org === null) === !given.flag('back')) throw misuse('Say to whom.', 'Give either --to ORGANISATION or --back.')
    await member.run('offerCase', { space, org })
    return said({ org }, org === null ? 'The offer is taken back.\n' : 'Offered. They go on with it when they take it over.\n')
  },
)

const takeOver = caseCommand(
  {
    name: 'case take-over',
    group,
    summary: 'Go on with a case that was offered to you, as your own',
    options: { as: must('pseudonym with you', 'NAME') },
    examples: ['pergola case take-over Juniper --as Juniper'],
  },
  async ({ member, given, space }) => {
    const { offered } = await member.ask('moving', { space })
    if (offered?.toUs !== true)
      throw new Complaint('This case is not offered to you.', 'The organisation that holds it offers it with `pergola case offer`.')
    return said(
      await member.run('takeOverCase', { space, pseudonym: given.text('as') }),
      'It is yours. Cover stays with those who gave it: ask them anew.\n',
    )
  },
)

export const moving: readonly Command[] = [merge, split, offer, takeOver]
