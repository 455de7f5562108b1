/** Agreeing check-ins, saying what was heard, being on it; and the conversation through which they come in. */
import { alertOf, type Instant } from '@pergola/core/casework'
import { asKey, kemKeys } from '@pergola/core/crypto'
import { checkInText, newReceipt, readCheckIn, receiptKeys, sealMessage, RECEIPT_RANDOM } from '@pergola/core/intake'
import { ownedId } from '@pergola/core/record'
import {
  heardOf,
  linkConversation,
  readCheckIns,
  readSchedules,
  recordCheckIn as recordOps,
  saveSchedule,
  sayOnIt as onItOp,
  scheduleOfAlarm,
  standingOf,
  stopSchedule,
  type Schedule,
} from '@pergola/core/safety'
import type { SpaceId } from '@pergola/protocol'
import { findAlert, readIntake, saveAgreedWords, type Alert } from '../book/index.ts'
import { alertId, openAlert, ourTurn, setAlert } from '../book/alerts.ts'
import { sealFor } from '../book/shelving.ts'
import { intakeKey } from '../book/intake.ts'
import type { Answer } from '../contract/index.ts'
import { sendReplies } from '../reactions/sendReplies.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { answer, done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, lineTooLong, newId, textTooLong, write } from './open.ts'
import { inBook, isMember } from './safety.ts'

const LONGEST_TEXT = 20_000
const LONGEST_WORD = 60

/** Does something with check-ins that our organisation agreed. */
const inSchedule = <T>(
  world: World,
  space: SpaceId,
  id: string,
  act: (schedule: Schedule, found: OpenedCase) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> =>
  inCase(world, space, (found) => {
    const schedule = readSchedules(found.opened.doc).find((one) => one.id === id && one.org === world.me.org && !one.stopped)
    return schedule === undefined ? problem('not_found', 'schedule') : act(schedule, found)
  })

export const agreeCheckIns: Command<'agreeCheckIns'> = async (world, { space, id, schedule, words }) =>
  lineTooLong(['well', words?.well ?? '', LONGEST_WORD], ['duress', words?.duress ?? '', LONGEST_WORD]) ??
  inCase(world, space, async ({ opened, file }) => {
    if (id !== undefined && !readSchedules(opened.doc).some((one) => one.id === id && one.org === world.me.org))
      return problem('not_found', 'id')
    if (!hasPerson(file, schedule.person)) return problem('invalid', 'person')
    const known = schedule.ladder.every(
      ({ who, id: named }) => who === 'duty' || (who === 'person' ? isMember(world, named) : world.organisations.has(named as never)),
    )
    if (!known) return problem('invalid', 'ladder')
    if (words !== null && words.well.trim() !== '' && words.well.trim() === words.duress.trim()) return problem('invalid', 'duress')
    const saved = id ?? ownedId(world.me.org, newId(world))
    if (words !== null) {
      const kept = await inBook(world, [saveAgreedWords(saved, words)])
      if (!kept.ok) return kept
    }
    return write(world, space, saveSchedule(saved, schedule), { id: saved })
  })

/** Whoever is in danger now must not be forgotten by a press: while an alarm is open it does not stop. */
export const stopCheckIns: Command<'stopCheckIns'> = (world, { space, id }) =>
  inSchedule(world, space, id, async (schedule, { opened }) => {
    const heard = heardOf(readCheckIns(opened.doc).get(id) ?? [])
    if (standingOf(schedule, heard, world.now() as Instant).alarm !== null) return problem('invalid', 'alarm')
    const stopped = await write(world, space, stopSchedule(id), null)
    const alert = schedule.alert === null ? null : findAlert(world, schedule.alert)
    if (!stopped.ok || alert === null) return stopped
    return say(world, alert, 'ended', { checkIns: null, answered: alert.turns.filter(({ from }) => from === 'sender').length })
  })

/** The officer's word: it counts from now, and settles a call for help. */
export const recordCheckIn: Command<'recordCheckIn'> = async (world, { space, schedule, says, text }) =>
  textTooLong(['text', text, LONGEST_TEXT]) ??
  inSchedule(world, space, schedule, () => write(world, space, recordOps(newId(world), schedule, says, text), null))

/** Said by whoever sees it, also of another organisation that works on the case. */
export const sayOnIt: Command<'sayOnIt'> = (world, { space, alarm }) =>
  inCase(world, space, ({ opened }) =>
    readSchedules(opened.doc).some(({ id }) => id === scheduleOfAlarm(alarm))
      ? write(world, space, [onItOp(alarm, world.me.person)], null)
      : problem('not_found', 'alarm'),
  )

/* ---- the conversation ---- */

/** An answer that the page does not show: it opens or closes the buttons there. */
const say = async (
  world: World,
  alert: Pick<Alert, 'id'>,
  mark: 'agreed' | 'ended',
  fields: Parameters<typeof setAlert>[1],
): Promise<Answer<null>> => {
  const seal = await sealFor(world, alert.id)
  if (!seal.ok) return seal
  const turn = ourTurn(alert.id, newId(world), checkInText(mark), world.now(), seal.value)
  const written = await inBook(world, [...turn, setAlert(alert.id, fields)])
  if (!written.ok) return written
  await sendReplies(world)
  return done
}

export const openCheckInConversation: Command<'openCheckInConversation'> = (world, { space, schedule }) =>
  inSchedule(world, space, schedule, async (agreed, { opened, file }): Promise<Answer<{ receipt: string | null; link: string }>> => {
    const link = `${world.gateway.origin}/intake/#${world.me.org}`
    const from = agreed.alert ?? (file.ownerOrg === world.me.org ? alertOf(opened.doc) : null)
    const known = from === null ? null : findAlert(world, from)
    if (known !== null && known.thread !== null) {
      const read = known.turns.filter((turn) => turn.from === 'sender' && readCheckIn(turn.text) === null).length
      const linked = await linkTo(world, space, schedule, known.id, Math.min(known.answered, read))
      return linked.ok ? answer({ receipt: null, link }) : linked
    }
    const begun = await begin(world, space)
    if (!begun.ok) return begun
    const linked = await linkTo(world, space, schedule, begun.value.id, 0)
    return linked.ok ? answer({ receipt: begun.value.receipt, link }) : linked
  })

const linkTo = async (world: World, space: SpaceId, schedule: string, alert: string, answered: number): Promise<Answer<null>> => {
  const written = await world.write(space, [linkConversation(schedule, alert)])
  return written.ok ? say(world, { id: alert }, 'agreed', { checkIns: schedule, answered }) : written
}

/** A conversation as if the defender had written first: what they are handed is its receipt, which is kept nowhere here. */
const begin = async (world: World, space: SpaceId): Promise<Answer<{ readonly id: string; readonly receipt: string }>> => {
  const { crypto, me } = world
  const book = world.book()
  const held = readIntake(book.doc)
  const key = held?.open ? intakeKey(book.doc, held.number) : null
  if (key === null) return problem('not_found', 'intake')
  const receipt = newReceipt('words', crypto.random(RECEIPT_RANDOM))
  const keys = receiptKeys(crypto.sha256, receipt)
  const target = { org: me.org, keyNumber: key.number, intakeKey: kemKeys(key.seed).publicKey }
  const draft = { text: checkInText('opened'), reach: '', language: '', files: [] }
  const sealed = sealMessage('first', target, keys, draft, { message: crypto.random(16), seal: crypto.random(64) })
  if (!sealed.ok) throw new Error(`our own first message does not stand: ${sealed.problem.type}`)
  const begun = await world.gateway.beginConversation(keys.mailbox, sealed.value)
  if (!begun.ok) return begun
  const thread = { replyKey: keys.reply.publicKey, threadKey: asKey<'receipt'>(keys.thread) }
  const id = alertId(keys.mailbox)
  const written = await inBook(world, [openAlert(keys.mailbox, thread, world.now()), setAlert(id, { caseSpace: space })])
  return written.ok ? answer({ id, receipt: receipt.text }) : written
}
