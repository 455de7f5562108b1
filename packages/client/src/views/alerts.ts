/** Alerts in the organisation's book. */
import { readCheckIn } from '@pergola/core/intake'
import type { Answer, AlertRow, AlertTurn, AlertView, Queries } from '../contract/index.ts'
import { findAlert, fromSender, memberNames, readAlerts, type Alert, type AlertMessage } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { answer, problem } from './problems.ts'

/** Longest first line in a list. */
const FIRST_LINE = 140

export const alerts = async (world: World): Promise<Answer<readonly AlertRow[]>> => answer(readAlerts(world).map(alertRow))

export const alertView = async (world: World, { id }: Queries['alert']['args']): Promise<Answer<AlertView>> => {
  const alert = findAlert(world, id)
  if (alert === null) return problem('not_found', 'id')
  const names = memberNames(world.book().doc)
  const turns = alert.turns.map((turn) => alertTurn(turn, names.get(turn.by) ?? ''))
  return answer({ ...alertRow(alert), turns, language: alert.language, canBeReached: alert.reach })
}

export const alertRow = (alert: Alert): AlertRow => {
  const messages = fromSender(alert)
  return {
    id: alert.id,
    at: alert.at,
    firstLine: firstLine(messages[0]?.text ?? ''),
    state: stateOf(alert),
    assignedTo: alert.assignedTo,
    files: messages.reduce((sum, { files }) => sum + files.length, 0),
    waitingForUs: waitsForUs(alert),
    caseSpace: alert.caseSpace,
  }
}

const firstLine = (text: string): string => {
  const line = text.trimStart().split('\n', 1)[0] ?? ''
  const points = [...line]
  return points.length > FIRST_LINE ? `${points.slice(0, FIRST_LINE - 1).join('')}…` : line
}

const stateOf = ({ caseSpace, declined, turns }: Alert): AlertRow['state'] => {
  if (caseSpace !== null) return 'case'
  if (declined) return 'declined'
  return turns.some(({ from }) => from === 'us') ? 'answered' : 'new'
}

/** The sender wrote something since we last did anything about it. */
export const waitsForUs = (alert: Alert): boolean => fromSender(alert).length > alert.answered

const alertTurn = ({ id, from, text, at, files, pending }: AlertMessage, name: string): AlertTurn => ({
  id,
  from,
  by: from === 'us' ? name : '',
  text: readCheckIn(text)?.said ?? text,
  checkIn: readCheckIn(text)?.mark ?? null,
  at,
  files: files.map((file) => ({ id: file.blob, name: file.name, type: file.type, bytes: file.size })),
  pending,
})
