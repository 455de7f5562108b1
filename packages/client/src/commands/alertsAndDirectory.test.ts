import { beforeEach, describe, expect, it } from 'vitest'
import { asKey } from '@pergola/core/crypto'
import { sealBytes } from '@pergola/core/files'
import type { BlobId } from '@pergola/protocol'
import { readIntake } from '../book/index.ts'
import { consentOfBoth, done, familyCase, refusal, run, sees, takenUp, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import { placesFree, serviceDraft } from '../testing/serviceDraft.ts'
import type { Stage } from '../testing/stage.ts'
import { sealedFile, visitorAt } from '../testing/visitor.ts'
import type { World } from '../world/world.ts'

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost, khadija } = stage)
  olive = await familyCase(amina)
})

describe('files', () => {
  const content = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)

  it('CMD-14 a file is opened only when it is the one that was attached', async () => {
    const { space } = olive
    const { id } = await done(amina, 'attachFile', { space, name: '../evil\u202egpj.exe', type: 'image/jpeg', content })
    const opened = await done(yusuf, 'openFile', { where: { space }, id })
    expect(opened.content).toEqual(content)
    expect(opened.name).toBe('evilgpj.exe')
    const row = (await amina.open(space))!.doc.rows.get('file')?.get(id)
    const [blob, key] = [row?.cells['blob']?.value as BlobId, row?.cells['key']?.value as Uint8Array]
    // Whoever knows the key can seal another file, also one of the same size.
    const other = sealBytes(asKey<'file'>(key), amina.crypto.random(16), content.toReversed())
    await amina.gateway.putBlob(blob, other)
    expect(await refusal(yusuf, 'openFile', { where: { space }, id })).toBe('tampered')
    await amina.gateway.putBlob(blob, amina.crypto.random(500))
    expect(await refusal(yusuf, 'openFile', { where: { space }, id })).toBe('tampered')
    expect(await refusal(yusuf, 'openFile', { where: { space }, id: 'none' })).toBe('not_found:id')
  })

  it('CMD-7 200 MB are refused before anything is sealed', async () => {
    const huge = { length: 200 * 1024 * 1024 } as Uint8Array
    expect(await run(amina, 'attachFile', { space: olive.space, name: 'film.mp4', type: 'video/mp4', content: huge })).toMatchObject({
      problem: { type: 'too_large', field: 'content' },
    })
  })
})

describe('alerts', () => {
  const visit = async (): Promise<Awaited<ReturnType<typeof visitorAt>>> => {
    await done(amina, 'openIntake', { intro: 'We read this.', languages: ['ar'] })
    return visitorAt(stage, amina, amina.me.org)
  }

  it('CMD-12 an answer written offline is kept and goes out when Amina is back', async () => {
    const visitor = await visit()
    await visitor.write('Help.')
    await stage.settle()
    const [alert] = await sees(amina, 'alerts', {})
    stage.setOnline(amina, false)
    await done(amina, 'replyToAlert', { id: alert!.id, text: 'We are here.' })
    expect((await sees(amina, 'alert', { id: alert!.id })).turns.at(-1)).toMatchObject({ text: 'We are here.', pending: true })
    expect(await visitor.read()).toEqual([])
    stage.setOnline(amina, true)
    await stage.settle()
    expect(await visitor.read()).toEqual(['We are here.'])
    expect((await sees(amina, 'alert', { id: alert!.id })).turns.at(-1)).toMatchObject({ pending: false })
  })

  it('CMD-11 ways to reach someone go to the identity part; a date stays; files stay with the alert', async () => {
    const visitor = await visit()
    const photo = Uint8Array.of(1, 2, 3)
    const { ref, blob } = sealedFile(amina, 'door.jpg', photo)
    await amina.gateway.putBlob(ref.blob, blob)
    await visitor.write('On 2026-02-27 they broke the door. Write to s.h@mail.example or @salma_h, +212 600-112-233.', {
      reach: 'Signal: my number',
      files: [ref],
    })
    await stage.settle()
    const [alert] = await sees(amina, 'alerts', {})
    const { space } = await done(amina, 'caseFromAlert', { id: alert!.id, pseudonym: 'Fig', country: 'MA', urgency: 'days' })
    const { file, identities } = await sees(amina, 'case', { space })
    expect(file.summary).toBe('On 2026-02-27 they broke the door. Write to … or …, ….')
    expect(identities?.[0]?.contact.split('\n')).toEqual(['Signal: my number', 's.h@mail.example', '@salma_h', '+212 600-112-233'])
    expect(file.files).toEqual([])
    const [shown] = (await sees(amina, 'alert', { id: alert!.id })).turns[0]!.files
    expect((await done(yusuf, 'openFile', { where: { alert: alert!.id }, id: shown!.id })).content).toEqual(photo)
  })

  it('CMD-16 only a steward opens the intake; its key is in the book, and the closed page has no card', async () => {
    expect(await refusal(yusuf, 'openIntake', { intro: '', languages: [] })).toBe('not_permitted')
    await visit()
    const intake = readIntake(yusuf.book().doc)
    expect(intake).toMatchObject({ open: true, intro: 'We read this.' })
    await done(amina, 'closeIntake', {})
    expect(await stage.card(amina.me.org)).toBeNull()
    expect(readIntake(yusuf.book().doc)).toMatchObject({ open: false, number: intake!.number })
    expect(await refusal(amina, 'openIntake', { intro: 'x'.repeat(6001), languages: [] })).toBe('too_large:intro')
  })

  it('is assigned to a member, and declined with a word to the sender', async () => {
    const visitor = await visit()
    await visitor.write('Help.')
    await stage.settle()
    const { id } = (await sees(amina, 'alerts', {}))[0]!
    expect(await refusal(amina, 'assignAlert', { id, person: joost.me.person })).toBe('not_found:person')
    await done(amina, 'assignAlert', { id, person: yusuf.me.person })
    await done(amina, 'declineAlert', { id, text: 'Please write to the shelter.' })
    expect((await sees(amina, 'alerts', {}))[0]).toMatchObject({ state: 'declined', assignedTo: yusuf.me.person, waitingForUs: false })
    expect(await visitor.read()).toEqual(['Please write to the shelter.'])
    expect(await refusal(amina, 'replyToAlert', { id, text: 'x'.repeat(16_001) })).toBe('too_large:text')
    expect(await refusal(amina, 'replyToAlert', { id: 'none', text: 'x' })).toBe('not_found:id')
  })
})

describe('the directory', () => {
  const reach = { kinds: ['relocation.international'], regions: ['150'], languages: ['nl', 'en'], exile: 'only', answerHours: 48 } as const
  const draft = serviceDraft('Two flats', { ...reach, maxDays: 90, family: 'yes', ...placesFree(1) }, { about: 'Furnished.' })

  it('CMD-17 what is left empty is unknown; every fact has its source and the day it was checked', async () => {
    const { id } = await done(joost, 'saveService', { service: draft })
    const row = await sees(amina, 'service', { id })
    expect(row).toMatchObject({
      providerName: 'Huis Noord',
      providerKind: 'shelter',
      own: false,
      stale: false,
      freeNow: 1,
      service: { reach: { maxDays: 90, capacity: { free: 1, updated: '2026-03-02' } } },
    })
    expect(row.facts).toContainEqual(
      expect.objectContaining({
        code: 'duration',
        value: '90 days',
        source: 'Huis Noord',
        checkedOn: '2026-03-02',
        enteredByName: 'Huis Noord',
      }),
    )
    await done(joost, 'saveService', { service: { ...draft, id, reach } })
    expect((await sees(amina, 'service', { id })).service.reach).toEqual(reach)
    expect(await refusal(khadija, 'removeService', { id })).toBe('not_permitted')
    await done(joost, 'removeService', { id })
    expect((await sees(amina, 'directory', { filter: {}, from: 0, count: 10 })).total).toBe(0)
  })

  it('CMD-13 a list is read twice and counts once; a row that cannot be read fails by itself', async () => {
    const text = JSON.stringify([
      { id: 'a', org: 'Rest House', programme: 'Rest', covers: ['relocation'], source: 'site', last_checked_by_us: '2026-03-01' },
      { id: 'b' },
    ])
    const content = new TextEncoder().encode(text)
    const first = await done(joost, 'openImport', { name: 'list.json', content })
    expect(await done(joost, 'runImport', { id: first.id })).toMatchObject({
      ended: null,
      counts: { added: 2, updated: 0 },
      issues: [{ what: 'failed', code: 'no_provider', count: 1 }],
    })
    const second = await done(amina, 'openImport', { name: 'list.json', content })
    expect(await done(amina, 'runImport', { id: second.id })).toMatchObject({ counts: { added: 0, updated: 0, unchanged: 2 } })
    expect((await sees(amina, 'directory', { filter: { text: 'rest' }, from: 0, count: 10 })).total).toBe(1)
    expect(await refusal(amina, 'openImport', { name: 'list.json', content: new TextEncoder().encode('{') })).toBe('invalid:content')
  })

  it('CMD-18 Amina compared safety words with Huis Noord', async () => {
    await done(amina, 'markVerified', { org: joost.me.org })
    const row = yusuf.book().doc.rows.get('verified')?.get(joost.me.org)
    expect(row?.cells['by']?.value).toBe(amina.me.person)
    expect(await refusal(amina, 'markVerified', { org: amina.me.org })).toBe('not_found:org')
  })

  it('an organisation keeps its own profile', async () => {
    const profile = {
      name: 'Huis Noord',
      shortName: 'HN',
      kind: 'shelter',
      countries: ['NL'],
      languages: ['nl'],
      about: 'A city that shelters.',
    } as const
    await done(joost, 'saveProfile', { profile })
    await consentOfBoth(amina, olive, 'share_network', null)
    await takenUp(amina, joost, olive)
    expect((await sees(amina, 'case', { space: olive.space })).referrals).toMatchObject([{ otherName: 'Huis Noord', state: 'taken_up' }])
    expect(await refusal(joost, 'saveProfile', { profile: { ...profile, shortName: 'x'.repeat(25) } })).toBe('too_large:shortName')
  })
})
