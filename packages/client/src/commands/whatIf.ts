/** From a thought to a proposal: what of it is ours is written, what is others' is said to them. */
import { LONGEST_TEXT, addNote, saveCommitment, whatIf, type Change, type Commitment } from '@pergola/core/casework'
import { ownedId, type Op } from '@pergola/core/record'
import type { OrgId } from '@pergola/protocol'
import { problem } from '../views/problems.ts'
import { MOST_CHANGES } from '../views/whatIfView.ts'
import type { Command } from './command.ts'
import { inCase, newId, textTooLong, write } from './open.ts'

const ofOurs = (list: readonly Commitment[], org: OrgId): ReadonlyMap<string, Commitment> =>
  new Map(list.filter((one) => one.org === org).map((one) => [one.id, one]))

/** Our commitments that are other than they were. New cover is offered first; what would be gone is withdrawn. */
const oursChanged = (before: readonly Commitment[], after: readonly Commitment[], org: OrgId): readonly Commitment[] => {
  const [was, would] = [ofOurs(before, org), ofOurs(after, org)]
  const gone = [...was.values()].filter(({ id }) => !would.has(id)).map((one): Commitment => ({ ...one, state: 'withdrawn' }))
  const other = [...would.values()]
    .filter((one) => was.get(one.id) !== one)
    .map((one) => (was.has(one.id) ? one : { ...one, state: 'offered' as const }))
  return [...gone, ...other]
}

const concernsOthers = (change: Change, commitments: readonly Commitment[], org: OrgId): boolean =>
  'org' in change ? change.org !== org : commitments.some(({ id, org: whose }) => id === change.commitment && whose !== org)

export const proposeChanges: Command<'proposeChanges'> = async (world, { space, changes, text }) =>
  textTooLong(['text', text, LONGEST_TEXT]) ??
  inCase(world, space, ({ file }) => {
    const { org } = world.me
    if (changes.length === 0 || changes.length > MOST_CHANGES) return problem('invalid', 'changes')
    const others = changes.some((change) => concernsOthers(change, file.commitments, org))
    if (others && text.trim() === '') return problem('invalid', 'text')
    const ours = oursChanged(file.commitments, whatIf(file, changes).commitments, org)
    const ops: Op[] = []
    for (const one of ours) {
      const isNew = !file.commitments.some(({ id }) => id === one.id)
      const saved = saveCommitment(isNew ? ownedId(org, newId(world)) : one.id, one)
      if (!saved.ok) return saved
      ops.push(...saved.value)
    }
    if (text.trim() !== '') {
      const note = addNote(newId(world), text)
      if (!note.ok) return note
      ops.push(...note.value)
    }
    return ops.length === 0 ? problem('invalid', 'changes') : write(world, space, ops, { written: ours.length })
  })
