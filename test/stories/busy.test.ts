import { expect, test } from 'vitest'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Day } from '@pergola/core/casework'
import { circle, type Someone } from './people.ts'

const faultsOf = async (someone: Someone) => (await someone.ask('sync', {})).alarms

const caseFor = async (amina: Someone, named: readonly string[]): Promise<{ space: SpaceId; need: string }> => {
  const { space } = await amina.do('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: 'Invented.' })
  const { id: person } = await amina.do('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['sw'] })
  const consent = { person, given: true, on: '2026-01-01' as Day, how: 'spoken', until: null } as const
  await amina.do('giveConsent', { space, consent: { ...consent, scope: 'share_network', org: null } })
  for (const org of named) await amina.do('giveConsent', { space, consent: { ...consent, scope: 'share_named_org', org: org as OrgId } })
  const wanted = {
    person,
    kind: 'relocation.regional',
    from: '2026-01-01' as Day,
    to: '2026-06-01' as Day,
    place: 'KE',
    urgency: 'days',
    headcount: 1,
    note: '',
  } as const
  const { id: need } = await amina.do('saveNeed', { space, need: wanted })
  return { space, need }
}

test('Joost gets every request that Amina sends in a hurry, and nothing is taken for damaged', async () => {
  const { amina, joost, orgs } = await circle()
  const { space, need } = await caseFor(amina, [])
  const request = {
    space,
    needs: [need],
    org: orgs.joost as OrgId,
    service: null,
    text: 'Tonight?',
    answerBy: Date.now() + 3_600_000,
    shareFileOnTakeUp: false,
  }
  await Promise.all(Array.from({ length: 12 }, () => amina.do('sendReferral', request)))
  await joost.sees('referrals', { direction: 'in' }, (rows) => rows.length === 12)
  expect(await faultsOf(joost)).toEqual([])
  expect(await faultsOf(amina)).toEqual([])
})

test('Amina goes on writing while the case is being shared: every note arrives, once', async () => {
  const { amina, joost, khadija, orgs } = await circle()
  const { space } = await caseFor(amina, [orgs.joost, orgs.khadija])
  const notes = Array.from({ length: 30 }, (_, at) => `note ${at}`)
  const writing = (async () => {
    for (const text of notes) await amina.do('addNote', { space, text })
  })()
  await Promise.all([orgs.joost, orgs.khadija].map((org) => amina.do('shareCase', { space, org: org as OrgId, part: 'file' })))
  await writing
  for (const reader of [joost, khadija]) {
    const { file } = await reader.sees('case', { space }, (view) => view.file.notes.length >= notes.length)
    expect(file.notes.map(({ text }) => text)).toEqual(notes)
  }
  expect(await faultsOf(amina)).toEqual([])
  await amina.sees('sync', {}, ({ unsent }) => unsent === 0)
})
