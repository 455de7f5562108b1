import { beforeEach, describe, expect, it } from 'vitest'
import type { PartialDay } from '@pergola/core/casework'
import { readPassages } from '@pergola/core/consent'
import { openOutside, type OutsidePart } from '@pergola/core/outside'
import type { SpaceId } from '@pergola/protocol'
import { askParcels } from '../reactions/index.ts'
import { day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'
import { base64url } from './base64url.ts'

const DAY = 86_400_000
let stage: Stage
let amina: World
let yusuf: World
let joost: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost } = stage)
  olive = await familyCase(amina)
  await done(amina, 'saveIdentity', {
    space: olive.space,
    identity: {
      person: olive.defender,
      name: 'Wren Invented',
      otherNames: '',
      contact: '',
      whereabouts: 'by the river',
      birth: '',
      documents: '',
    },
  })
})

const ask = (parts: readonly OutsidePart[] = ['summary', 'needs']) =>
  ({
    recipient: 'A mandate of the UN',
    scope: 'referral',
    parts,
    words: 'We ask for your attention.',
    language: 'en',
    labels: { 'relocation.international': 'Relocation to another country' },
    days: 7,
  }) as const
const ASTHMA = { kind: 'condition', text: 'Asthma; carries a spray.', since: '2022' as PartialDay, urgent: true, endedOn: null } as const
const agreed = async (parts: readonly OutsidePart[] = []) => {
  for (const person of [olive.defender, olive.child])
    await done(amina, 'giveConsent', {
      space: olive.space,
      consent: {
        person,
        scope: 'referral',
        org: null,
        recipient: 'a  Mandate of the UN',
        parts,
        given: true,
        on: day('2026-03-02'),
        how: 'spoken',
        until: null,
      },
    })
}
const rows = async (world = amina) => (await sees(world, 'outside', { space: olive.space })).rows
/** What a browser does with the link, on the sealed bytes as the relay has them. */
const readBy = (link: string, sealed: Uint8Array) => openOutside(Uint8Array.from(Buffer.from(link.split('#')[1]!, 'base64url')), sealed)

/** A world that keeps what goes to the relay, and tells when it was opened. */
const watched = (world: World) => {
  const kept = new Map<string, { readonly sealed: Uint8Array; openedAt: number }>()
  const key = (parcel: Uint8Array): string => Buffer.from(parcel).toString('hex')
  const gateway: World['gateway'] = {
    ...world.gateway,
    putParcel: async (parcel, _expires, sealed) => (kept.set(key(parcel), { sealed, openedAt: 0 }), { ok: true, value: null }),
    parcelStates: async (parcels) => ({
      ok: true,
      value: parcels.flatMap((parcel) => (kept.has(key(parcel)) ? [{ parcel, openedAt: kept.get(key(parcel))!.openedAt }] : [])),
    }),
    dropParcel: async (parcel) => (kept.delete(key(parcel)), { ok: true, value: null }),
  }
  return { world: { ...world, gateway }, kept }
}

describe('a sealed file for somebody outside', () => {
  it('CMD-70 goes out only with the yes of everyone in the file, to this recipient, for each of its parts', async () => {
    expect(await refusal(amina, 'sendOutside', { space: olive.space, ...ask() })).toBe('no_consent:referral')
    await agreed()
    expect(await sees(amina, 'draftOutside', { space: olive.space, ...ask() })).toMatchObject({ allowed: true, missing: [] })
    expect(await sees(amina, 'draftOutside', { space: olive.space, ...ask(['identity']) })).toMatchObject({
      allowed: false,
      missing: ['Defender', 'Daughter, school age'],
      missingParts: ['identity'],
    })
    expect(await refusal(amina, 'sendOutside', { space: olive.space, ...ask(['needs', 'identity']) })).toBe('no_consent:referral')
    expect(await refusal(amina, 'sendOutside', { space: olive.space, ...ask(), recipient: 'Somebody else' })).toBe('no_consent:referral')
    expect(await refusal(joost, 'sendOutside', { space: olive.space, ...ask() })).toBe('not_found:space')
    expect(await rows()).toEqual([])
    expect(readPassages((await amina.open(olive.space))!.doc)).toEqual([])
  })

  it('CMD-71 what the reader sees is exactly the draft; the link stands nowhere', async () => {
    await agreed()
    const { world, kept } = watched(amina)
    const draft = await sees(world, 'draftOutside', { space: olive.space, ...ask() })
    const { link } = await done(world, 'sendOutside', { space: olive.space, ...ask() })
    expect(link).toMatch(/^https:\/\/relay\.example\/intake\/once\/#[\w-]{43}$/u)
    const [sealed] = [...kept.values()]
    const { content } = readBy(link, sealed!.sealed)!
    expect(content).toEqual({ ...draft.content, writtenAt: content.writtenAt, expires: content.expires })
    expect(JSON.stringify(content)).not.toContain('Wren')
    expect(content).toMatchObject({ from: 'Dar al-Amal', summary: { text: 'Threats after a land case.' }, identity: null })
    const { doc } = (await amina.open(olive.space))!
    expect(JSON.stringify([...doc.rows].map(([name, row]) => [name, [...row]]))).not.toContain(link.split('#')[1])
    expect(readPassages(doc)).toMatchObject([{ act: 'outside_file', recipient: 'A mandate of the UN', parts: ['summary', 'needs'] }])
    expect(await rows()).toMatchObject([
      { recipient: 'A mandate of the UN', parts: ['summary', 'needs'], byName: 'Amina', isOut: true, openedAt: null },
    ])
  })

  it('CMD-76 chosen notes and the medical part go along with a yes to them, and nothing of what was not chosen', async () => {
    const { space, child } = olive
    await done(amina, 'addNote', { space, text: 'She asks for a lawyer in the capital.' })
    await done(amina, 'addNote', { space, text: 'Her brother came by; keep this here.' })
    await done(amina, 'saveCare', { space, care: { ...ASTHMA, person: child } })
    await done(amina, 'saveCare', { space, care: { ...ASTHMA, text: 'A broken arm.', endedOn: day('2026-03-01'), person: child } })
    const [{ notes }] = [(await sees(amina, 'case', { space })).file]
    const chosen = notes.filter(({ text }) => text.startsWith('She asks')).map(({ id }) => id)
    const both = {
      space,
      ...ask(['needs', 'notes', 'medical']),
      notes: chosen,
      labels: { 'care.condition': 'Illness', 'care.allergy': 'Allergy' },
    }
    await agreed()
    expect(await refusal(amina, 'sendOutside', both)).toBe('no_consent:referral')
    await agreed(['needs', 'notes', 'medical'])
    const { world, kept } = watched(amina)
    const { link } = await done(world, 'sendOutside', both)
    const { content } = readBy(link, [...kept.values()][0]!.sealed)!
    expect(content).toMatchObject({
      notes: [{ on: '2026-03-02', text: 'She asks for a lawyer in the capital.' }],
      medical: [{ label: 'Daughter, school age', kind: 'condition', text: 'Asthma; carries a spray.', urgent: true }],
      labels: { 'care.condition': 'Illness' },
    })
    expect(JSON.stringify(content)).not.toMatch(/brother|Amina|broken arm|Allergy/u)
    expect((await sees(world, 'draftOutside', { space, ...ask(['needs']), notes: chosen })).content).toMatchObject({
      notes: null,
      medical: null,
    })
  })

  it('CMD-88 files that were chosen go along byte for byte with a yes to files, and the passage says so; no other file does', async () => {
    const { space } = olive
    const attach = async (name: string, text: string) =>
      (await done(amina, 'attachFile', { space, name, type: 'text/html', content: new TextEncoder().encode(text) })).id
    const chosen = await attach('court order.pdf', 'The order of the court.')
    const other = await attach('private.txt', 'Keep this here.')
    const sending = { space, ...ask(['needs', 'files']), files: [chosen] }
    await agreed()
    expect(await refusal(amina, 'sendOutside', sending)).toBe('no_consent:referral')
    await agreed(['needs', 'files'])
    const refusedWith = (files: readonly string[]) => refusal(amina, 'sendOutside', { ...sending, files })
    expect([await refusedWith([]), await refusedWith([chosen, 'another'])]).toEqual(['invalid:files', 'invalid:files'])
    const { world, kept } = watched(amina)
    const { link } = await done(world, 'sendOutside', sending)
    const read = readBy(link, [...kept.values()][0]!.sealed)!
    expect(read.content.files).toEqual([{ name: 'court order.pdf', bytes: 23 }])
    expect(read.attached.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['The order of the court.'])
    expect(JSON.stringify(read.content)).not.toMatch(/private|html/u)
    const { doc } = (await amina.open(space))!
    expect(readPassages(doc)).toMatchObject([{ act: 'outside_file', parts: ['needs', 'files'] }])
    expect((await rows())[0]).toMatchObject({ parts: ['needs', 'files'], files: [chosen] })
    expect((await sees(world, 'draftOutside', { space, ...ask(['needs']), files: [other] })).content.files).toBeNull()
  })

  it('CMD-88 more than ten million bytes of files are refused before anything is read', async () => {
    const { space } = olive
    const attach = async (name: string) =>
      (await done(amina, 'attachFile', { space, name, type: '', content: new Uint8Array(5_000_001) })).id
    const files = [await attach('a'), await attach('b')]
    await agreed(['needs', 'files'])
    expect(await refusal(amina, 'sendOutside', { space, ...ask(['needs', 'files']), files })).toBe('too_large:files')
    expect(await rows()).toEqual([])
  })

  it('REACT-12 when it was opened stands in the case, for everyone of ours, and is news', async () => {
    await agreed()
    const { world, kept } = watched(amina)
    await done(world, 'sendOutside', { space: olive.space, ...ask() })
    await askParcels(world)
    expect((await rows())[0]?.openedAt).toBeNull()
    await stage.pass(2 * 60_000)
    const at = amina.now() - 1000
    ;[...kept.values()][0]!.openedAt = at
    await askParcels(world)
    await stage.settle()
    expect((await rows(yusuf))[0]).toMatchObject({ openedAt: at, isOut: false })
    expect((await sees(yusuf, 'today', {})).items).toContainEqual(
      expect.objectContaining({ kind: 'outside_opened', recipient: 'A mandate of the UN', at }),
    )
  })

  it('REACT-13 consent that is taken back takes back what nobody has opened', async () => {
    await agreed()
    const { world, kept } = watched(amina)
    await done(world, 'sendOutside', { space: olive.space, ...ask() })
    const [consent] = (await sees(amina, 'case', { space: olive.space })).file.consents
    await done(amina, 'withdrawConsent', { space: olive.space, id: consent!.id, on: amina.today() })
    await askParcels(world)
    expect([kept.size, (await rows())[0]]).toMatchObject([0, { dropped: true, isOut: false }])
  })

  it('CMD-72 is taken back by those who hold the case, and ends on its day', async () => {
    await agreed()
    const { id } = await done(amina, 'sendOutside', { space: olive.space, ...ask() })
    await done(amina, 'dropOutside', { space: olive.space, id })
    expect((await rows())[0]).toMatchObject({ dropped: true, isOut: false })
    expect(await refusal(amina, 'dropOutside', { space: olive.space, id: 'x' })).toBe('not_found:id')
    await done(amina, 'sendOutside', { space: olive.space, ...ask() })
    await stage.pass(7 * DAY)
    expect((await rows())[0]?.isOut).toBe(false)
  })

  it('CMD-72 without the relay nothing goes out, and the case says so', async () => {
    await agreed()
    stage.setOnline(amina, false)
    expect(await refusal(amina, 'sendOutside', { space: olive.space, ...ask() })).toBe('offline')
    expect((await rows())[0]).toMatchObject({ dropped: true })
  })

  it('CMD-70 to nobody, of nothing, for longer than fourteen days or with too many words is refused with the field', async () => {
    const said = (more: object) => refusal(amina, 'sendOutside', { space: olive.space as SpaceId, ...ask(), ...more } as never)
    expect([
      await said({ recipient: ' ' }),
      await said({ parts: [] }),
      await said({ days: 15 }),
      await said({ words: 'x'.repeat(20_001) }),
    ]).toEqual(['invalid:recipient', 'invalid:parts', 'invalid:days', 'too_large:words'])
  })

  it('CMD-71 the secret in a link is written as browsers read it', () => {
    for (const length of [0, 1, 2, 3, 31, 32]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + 250) % 256)
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    }
  })
})
