/** Naming things: by the words people use, or by the first letters of an id. */
import type { Commands } from '@pergola/client'
import { Complaint } from '../voice.ts'
import { short } from '../show/words.ts'
import type { Member } from './member.ts'

type Space = Commands['addNote']['args']['space']
type Org = Commands['markVerified']['args']['org']

export interface Choice {
  readonly id: string
  readonly names: readonly string[]
}

const tail = (id: string): string => id.split(':').at(-1) ?? id

/** The one that is meant: the whole id, a name, then the beginning of an id or of a name. */
export const pick = (what: string, typed: string, choices: readonly Choice[], seeWith: string): string => {
  const wanted = typed.trim().toLowerCase()
  const isExact = ({ id, names }: Choice): boolean => id === typed || names.some((name) => name.toLowerCase() === wanted)
  const begins = ({ id, names }: Choice): boolean =>
    (wanted.length >= 4 && tail(id).startsWith(wanted)) || names.some((name) => name.toLowerCase().startsWith(wanted))
  const found = choices.some(isExact) ? choices.filter(isExact) : choices.filter(begins)
  const [one, other] = found
  if (one === undefined || wanted === '') throw new Complaint(`There is no ${what} "${typed}" here.`, `See ${seeWith}.`)
  if (other === undefined) return one.id
  const meant = found.slice(0, 5).map(({ id, names }) => `${names[0] ?? ''} (${short(id)})`)
  throw new Complaint(`"${typed}" could be ${found.length} of them: ${meant.join(', ')}.`, 'Write more of it, or the id.')
}

export const pickCase = async ({ ask }: Member, typed: string): Promise<Space> => {
  const { rows } = await ask('cases', { filter: {}, from: 0, count: 100_000 })
  return pick(
    'case',
    typed,
    rows.map(({ space, pseudonym }) => ({ id: space, names: [pseudonym] })),
    '`pergola case list`',
  ) as Space
}

export const pickOrg = async ({ ask }: Member, typed: string): Promise<Org> => {
  const { organisations } = await ask('network', {})
  const choices = organisations.map(({ profile }) => ({ id: profile.org, names: [profile.shortName, profile.name] }))
  return pick('organisation', typed, choices, '`pergola network`') as Org
}

/** A need by its number in `pergola case show`, its kind, or its id. */
export const pickNeed = async ({ ask }: Member, space: Space, typed: string): Promise<string> => {
  const { file } = await ask('case', { space })
  const needs = file.needs.filter(({ dropped }) => !dropped)
  return pick(
    'need',
    typed,
    needs.map(({ id, kind }, at) => ({ id, names: [String(at + 1), kind] })),
    '`pergola case show`',
  )
}

export const pickPerson = async ({ ask }: Member, space: Space, typed: string): Promise<string> => {
  const { file } = await ask('case', { space })
  return pick(
    'person',
    typed,
    file.people.map(({ id, label }, at) => ({ id, names: [label, String(at + 1)] })),
    '`pergola case show`',
  )
}

export const pickMember = async ({ ask }: Member, typed: string): Promise<Commands['setRole']['args']['person']> => {
  const { members } = await ask('network', {})
  return pick(
    'member',
    typed,
    members.map(({ person, name }) => ({ id: person, names: [name] })),
    '`pergola network`',
  ) as Commands['setRole']['args']['person']
}

export const pickReferral = async ({ ask }: Member, typed: string): Promise<Space> => {
  const rows = [...(await ask('referrals', { direction: 'in' })), ...(await ask('referrals', { direction: 'out' }))]
  const choices = rows.map(({ space, pseudonym }) => ({ id: space, names: pseudonym === '' ? [] : [pseudonym] }))
  return pick('request', typed, choices, '`pergola referral list`') as Space
}

export const pickAlert = async ({ ask }: Member, typed: string): Promise<string> =>
  pick(
    'alert',
    typed,
    (await ask('alerts', {})).map(({ id, firstLine }, at) => ({ id, names: [String(at + 1), firstLine] })),
    '`pergola alert list`',
  )
