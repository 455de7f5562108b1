/** What is done in the life of a case: tasks, notes that call somebody, closing and opening again. */
import {
  LONGEST_OUTCOME,
  LONGEST_TASK,
  MOST_MENTIONS,
  closeCase as closeOps,
  finishTask as finishOps,
  readClosings,
  readMentions,
  readTasks,
  reopenCase as reopenOps,
  saveTask as taskOps,
} from '@pergola/core/caselife'
import { LONGEST_TEXT, addNote as noteOps } from '@pergola/core/casework'
import { ownedId } from '@pergola/core/record'
import type { PersonId } from '@pergola/protocol'
import { markCalls } from '../book/calls.ts'
import { membersOfOurs } from '../views/caseLife.ts'
import { needIn, openCaseFile } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inCase, inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'

const isMember = (world: World, person: PersonId): boolean => membersOfOurs(world).some((member) => member.person === person)

/** Only members of our organisation are called: nobody else's people are known here. */
export const addNote: Command<'addNote'> = async (world, { space, text, revises, mentions = [] }) => {
  if (mentions.length > MOST_MENTIONS) return problem('too_large', 'mentions', { most: MOST_MENTIONS })
  if (!mentions.every((person) => isMember(world, person))) return problem('invalid', 'mentions')
  return (
    textTooLong(['text', text, LONGEST_TEXT]) ??
    inCase(world, space, ({ file }) => {
      const isOurs = revises === undefined || file.notes.some(({ id, org }) => id === revises && org === world.me.org)
      return isOurs ? write(world, space, noteOps(newId(world), text, revises, mentions), null) : problem('invalid', 'revises')
    })
  )
}

export const readMentionsOf: Command<'readMentions'> = async (world, { space }) => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  if (world.me.role === 'reader') return problem('not_permitted')
  const newest = readMentions(found.value.opened.doc)
    .filter(({ person }) => person === world.me.person)
    .at(-1)
  return newest === undefined ? done : write(world, world.book().space, [markCalls(world.me.person, space, newest.at)], null)
}

export const saveTask: Command<'saveTask'> = async (world, { space, id, ...task }) =>
  lineTooLong(['text', task.text, LONGEST_TASK]) ??
  inCase(world, space, ({ file, opened }) => {
    if (id !== undefined && !readTasks(opened.doc).some((known) => known.id === id)) return problem('not_found', 'id')
    if (task.owner !== null && !isMember(world, task.owner)) return problem('invalid', 'owner')
    if (task.about !== null && needIn(file, task.about) === null) return problem('invalid', 'about')
    const saved = id ?? ownedId(world.me.org, newId(world))
    return write(world, space, taskOps(saved, task), { id: saved })
  })

export const finishTask: Command<'finishTask'> = (world, { space, id, done: isDone }) =>
  inCase(world, space, ({ opened }) =>
    readTasks(opened.doc).some((known) => known.id === id)
      ? write(world, space, finishOps(id, isDone ? { on: world.today(), by: world.me.person } : null), null)
      : problem('not_found', 'id'),
  )

export const closeCase: Command<'closeCase'> = async (world, { space, ...closing }) =>
  textTooLong(
    ['says', closing.says, LONGEST_OUTCOME],
    ...closing.outcomes.map(({ text }) => ['outcomes', text, LONGEST_OUTCOME] as const),
  ) ??
  inOwnCase(world, space, ({ file }) => {
    if (file.status === 'closed') return problem('invalid', 'status')
    const known = new Set(file.needs.map(({ id }) => id))
    if (!closing.outcomes.every(({ need }) => known.has(need))) return problem('invalid', 'outcomes')
    return write(world, space, closeOps(newId(world), { ...closing, on: world.today() }), null)
  })

export const reopenCase: Command<'reopenCase'> = async (world, { space, why }) =>
  textTooLong(['why', why, LONGEST_OUTCOME]) ??
  inOwnCase(world, space, ({ file, opened }) => {
    if (file.status !== 'closed') return problem('invalid', 'status')
    const closing = readClosings(opened.doc).findLast(({ reopened }) => reopened === null)
    return write(world, space, reopenOps(closing?.id ?? null, world.today(), why), null)
  })
