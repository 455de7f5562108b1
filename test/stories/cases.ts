/** A case that may be shared, in the fewest steps. */
import type { Day } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Someone } from './people.ts'

/** A case of `holder` with one person who agreed that each of `named` may be told. */
export const caseFor = async (
  holder: Someone,
  named: readonly OrgId[],
  pseudonym = 'Heron',
): Promise<{ readonly space: SpaceId; readonly person: string }> => {
  const { space } = await holder.do('createCase', { pseudonym, country: 'KE', urgency: 'days', summary: 'Invented.' })
  const { id: person } = await holder.do('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['sw'] })
  const consent = { person, given: true, on: '2026-01-01' as Day, how: 'spoken', until: null } as const
  for (const org of named) await holder.do('giveConsent', { space, consent: { ...consent, scope: 'share_named_org', org } })
  return { space, person }
}

/** A case of Amina's that the others read and write in. */
export const sharedCase = async (holder: Someone, named: readonly OrgId[], readers: readonly Someone[]): Promise<SpaceId> => {
  const { space } = await caseFor(holder, named)
  for (const org of named) await holder.do('shareCase', { space, org, part: 'file' })
  for (const reader of readers) await reader.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  return space
}

export const notesOf = async (someone: Someone, space: SpaceId): Promise<readonly string[]> =>
  (await someone.ask('case', { space })).file.notes.map((note) => note.text).sort()

/** Waits until these are exactly the notes that someone reads. */
export const readsNotes = async (someone: Someone, space: SpaceId, notes: readonly string[]): Promise<void> => {
  const wanted = JSON.stringify([...notes].sort())
  await someone.sees('case', { space }, (view) => JSON.stringify(view.file.notes.map((note) => note.text).sort()) === wanted)
}
