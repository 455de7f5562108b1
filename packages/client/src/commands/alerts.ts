/** Answering alerts, and turning one into a case. */
import { saveIdentity, savePerson, type PartialDay } from '@pergola/core/casework'
import { INTAKE_LIMITS, checkInText, readCheckIn } from '@pergola/core/intake'
import type { Op } from '@pergola/core/record'
import { LANGUAGES } from '@pergola/core/vocabulary'
import { findAlert, fromSender, memberNames, type Alert } from '../book/index.ts'
import { ourTurn, setAlert } from '../book/alerts.ts'
import { sealFor } from '../book/shelving.ts'
import type { Answer } from '../contract/index.ts'
import { sendReplies } from '../reactions/sendReplies.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { contactsIn, withoutContacts } from './contacts.ts'
import type { Command } from './command.ts'
import { foundCase } from './casework.ts'
import { lineTooLong, newId, textTooLong } from './open.ts'

const inAlert = async <T>(world: World, id: string, act: (alert: Alert) => Promise<Answer<T>>): Promise<Answer<T>> => {
  const alert = findAlert(world, id)
  if (alert === null) return problem('not_found', 'id')
  return world.me.role === 'reader' ? problem('not_permitted') : act(alert)
}

const writeBook = (world: World, ops: readonly Op[]): Promise<Answer<null>> => world.write(world.book().space, ops)

/** Kept in the book until the relay has taken it: what is written offline goes out later. */
const reply = async (world: World, alert: Alert, text: string, fields: Parameters<typeof setAlert>[1]): Promise<Answer<null>> => {
  const seal = await sealFor(world, alert.id)
  if (!seal.ok) return seal
  const said = text.trim() === '' ? [] : [text, ...checkInsStillAgreed(alert)]
  const turn = said.flatMap((words) => ourTurn(alert.id, newId(world), words, world.now(), seal.value))
  const written = await writeBook(world, [...turn, setAlert(alert.id, { ...fields, answered: fromSender(alert).length })])
  if (!written.ok) return written
  await sendReplies(world)
  return done
}

/** A mailbox has room for a few answers, and the oldest go: that check-ins are agreed is said again before it is forgotten there. */
const checkInsStillAgreed = ({ checkIns, turns }: Alert): readonly string[] => {
  const ours = turns.filter(({ from }) => from === 'us')
  const since = ours.length - 1 - ours.findLastIndex(({ text }) => readCheckIn(text)?.mark === 'agreed')
  return checkIns === null || since < 2 ? [] : [checkInText('agreed')]
}

const answerTooLong = (text: string): Answer<never> | null => textTooLong(['text', text, INTAKE_LIMITS.answerBytes])

export const replyToAlert: Command<'replyToAlert'> = async (world, { id, text }) =>
  answerTooLong(text) ??
  inAlert(world, id, async (alert) => (text.trim() === '' ? problem('invalid', 'text') : reply(world, alert, text, {})))

/** An empty text says nothing to the sender. */
export const declineAlert: Command<'declineAlert'> = async (world, { id, text }) =>
  answerTooLong(text) ?? inAlert(world, id, (alert) => reply(world, alert, text, { declined: true }))

export const assignAlert: Command<'assignAlert'> = (world, { id, person }) =>
  inAlert(world, id, async (alert) =>
    person === null || memberNames(world.book().doc).has(person)
      ? writeBook(world, [setAlert(alert.id, { assignedTo: person })])
      : problem('not_found', 'person'),
  )

/** What the sender wrote becomes the summary, without the ways to reach anyone: those go to the identity part. Files stay with the alert. */
export const caseFromAlert: Command<'caseFromAlert'> = async (world, { id, pseudonym, country, urgency }) =>
  lineTooLong(['pseudonym', pseudonym, 80]) ??
  inAlert(world, id, async (alert) => {
    if (alert.caseSpace !== null) return problem('invalid', 'id')
    const said = fromSender(alert)
      .map(({ text }) => text)
      .join('\n\n')
      .slice(0, 40_000)
    const summary = withoutContacts(said, alert.reach)
    const main = {
      ownerOrg: world.me.org,
      pseudonym,
      country,
      urgency,
      summary,
      openedOn: world.today(),
      assignedTo: alert.assignedTo ?? world.me.person,
      alert: alert.id,
    }
    const [file, identity] = defender(newId(world), alert, said)
    if (!file.ok) return file
    if (!identity.ok) return identity
    const founded = await foundCase(world, main, file.value, identity.value)
    if (!founded.ok) return founded
    const marked = await writeBook(world, [setAlert(alert.id, { caseSpace: founded.value.space, answered: fromSender(alert).length })])
    return marked.ok ? founded : marked
  })

/** The person in the file, and what is known of how to reach them in the identity part. */
const defender = (
  person: string,
  { language, reach }: Alert,
  said: string,
): readonly [ReturnType<typeof savePerson>, ReturnType<typeof saveIdentity>] => {
  const spoken = language.split('-', 1)[0] ?? ''
  const contact = [...new Set([reach, ...contactsIn(said)])].filter((part) => part !== '').join('\n')
  return [
    savePerson(person, { role: 'defender', label: 'Defender', relation: '', languages: LANGUAGES.includes(spoken) ? [spoken] : [] }),
    saveIdentity({ person, name: '', otherNames: '', contact, whereabouts: '', birth: '' as PartialDay | '', documents: '' }),
  ]
}
