/**
 * A journalist in detention. Only her lawyer sees her, and brings what she says: until then nothing about her leaves the local group.
 * Joost's shelter has a clinic here; outside of the network there is a mandate of the UN. Each step begins where the last one ended.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '@pergola/core/casework'
import { readPassages } from '@pergola/core/consent'
import { openOutside, type OutsideContent, type OutsidePart } from '@pergola/core/outside'
import type { SpaceId } from '@pergola/protocol'
import { askParcels } from '../../reactions/index.ts'
import { day, done, refusal, sees } from '../../testing/acts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, agree, comes, cover, coverOf, itemsOf, kindsOf, personIn } from '../../testing/longStory.ts'
import { onMemory } from '../../testing/onMemory.ts'
import type { Stage } from '../../testing/stage.ts'
import type { World } from '../../world/world.ts'

let stage: Stage
/** What the relay was given for people outside, as it was given, and when one of them was opened there (Unix ms, 0: not yet). */
const parcels: { readonly parcel: Uint8Array; readonly sealed: Uint8Array; openedAt: number }[] = []
let amina: World
let yusuf: World
let joost: World
let khadija: World
let space: SpaceId
let her: string
let visits: string
let watch: string
let files: readonly string[] = []
let byLawyer: readonly string[] = []

beforeAll(async () => {
  stage = await onMemory()
  ;({ yusuf, joost, khadija } = stage)
  const { gateway } = stage.amina
  const putParcel: typeof gateway.putParcel = (parcel, expires, sealed) => {
    parcels.push({ parcel, sealed, openedAt: 0 })
    return gateway.putParcel(parcel, expires, sealed)
  }
  const parcelStates: typeof gateway.parcelStates = async () => ({ ok: true, value: parcels })
  amina = { ...stage.amina, gateway: { ...gateway, putParcel, parcelStates } }
})

const MANDATE = 'A mandate of the UN'
const LAWYER = { givenBy: 'trusted', trusted: 'Her lawyer, in the visiting room', how: 'spoken' } as const
const asthma = { kind: 'condition', text: 'Asthma; the spray was taken away.', since: '', urgent: true, endedOn: null } as const
const request = () => ({ space, needs: [visits], service: null, text: '', answerBy: amina.now() + 72 * HOUR_MS, shareFileOnTakeUp: false })
const vouch = (withName: boolean) =>
  ({ space, org: khadija.me.org, text: 'Writes on prisons.', withName, withCountry: false, answerBy: amina.now() + 7 * DAY_MS }) as const
const outside = (parts: readonly OutsidePart[], recipient = MANDATE) =>
  ({ space, recipient, scope: 'diplomatic', parts, words: 'We ask for a visit.', language: 'en', labels: {}, days: 14 }) as const
const readBy = (link: string, sealed: Uint8Array): OutsideContent | null =>
  openOutside(Uint8Array.from(Buffer.from(link.split('#')[1]!, 'base64url')), sealed)?.content ?? null
const passages = async () => readPassages((await amina.open(space))!.doc).map(({ act }) => act)
const outsideRows = async (world: World) => (await sees(world, 'outside', { space })).rows

/** Every way in which something of hers could go to others. */
const waysOut = async (): Promise<readonly string[]> => [
  await refusal(amina, 'sendReferral', { ...request(), org: joost.me.org }),
  await refusal(amina, 'askVouch', vouch(false)),
  await refusal(amina, 'askVouch', vouch(true)),
  await refusal(amina, 'shareCase', { space, org: joost.me.org, part: 'file' }),
  await refusal(amina, 'shareMedical', { space, org: joost.me.org }),
  await refusal(amina, 'sendOutside', outside(['summary'])),
]
const SHUT = [
  'no_consent:share_network',
  'no_consent:share_network',
  'no_consent:share_named_org',
  'no_consent:share_named_org',
  'no_consent:share_named_org',
  'no_consent:diplomatic',
]

describe('a detained journalist, whose word comes through her lawyer', () => {
  it('LONG-3 2 March: she was taken this morning; nothing leaves the local group, least of all her name', async () => {
    ;({ space } = await done(amina, 'createCase', {
      pseudonym: 'Heron',
      country: 'MA',
      urgency: 'hours',
      summary: 'Taken at the airport.',
    }))
    her = await personIn(amina, space, { role: 'defender', label: 'Journalist', relation: '', name: 'Wren Invented' })
    const need = { person: her, kind: 'legal.prison_visit', from: day('2026-03-04'), to: day('2026-04-02'), place: 'MA' } as const
    ;({ id: visits } = await done(amina, 'saveNeed', { space, need: { ...need, urgency: 'hours', headcount: 1, note: '' } }))
    await done(amina, 'saveCare', { space, care: { ...asthma, person: her } })
    expect(await waysOut()).toEqual(SHUT)
    const draft = await sees(amina, 'draftOutside', outside(['summary', 'identity']))
    expect([draft.allowed, draft.missing, draft.missingParts]).toEqual([false, ['Journalist'], ['summary', 'identity']])
    await stage.settle()
    for (const world of [joost, khadija]) expect([await kindsOf(world), (await sees(world, 'medicalParts', {})).length]).toEqual([[], 0])
    expect([await passages(), parcels.length]).toEqual([[], 0])
    expect(await itemsOf(yusuf, 'gap')).toMatchObject([{ needKind: 'legal.prison_visit', step: 7, inDays: 2, days: 30 }])
  })

  it('LONG-3 3 March: her lawyer brings a yes for some things; who brought it stands with it, and the rest stays shut', async () => {
    await comes(stage, '2026-03-03')
    const consent = { person: her, scope: 'share_network', org: null, given: true, on: amina.today(), how: 'spoken', until: null } as const
    expect(await refusal(amina, 'giveConsent', { space, consent: { ...consent, givenBy: 'trusted' } })).toBe('invalid:trusted')
    expect(await refusal(amina, 'giveConsent', { space, consent: { ...consent, ...LAWYER, on: day('2026-03-04') } })).toBe('invalid:on')
    byLawyer = [
      ...(await agree(amina, space, [her], { ...LAWYER, scope: 'share_network' })),
      ...(await agree(amina, space, [her], { ...LAWYER, scope: 'share_named_org', org: joost.me.org, parts: ['medical'] })),
      ...(await agree(amina, space, [her], { ...LAWYER, scope: 'diplomatic', recipient: MANDATE, parts: ['summary', 'needs'] })),
    ]
    const { consents } = (await sees(yusuf, 'case', { space })).file
    expect(consents.map(({ givenBy, trusted, how }) => [givenBy, trusted, how])).toEqual(
      byLawyer.map(() => ['trusted', 'Her lawyer, in the visiting room', 'spoken']),
    )
    expect(await refusal(amina, 'askVouch', vouch(true))).toBe('no_consent:share_named_org')
    expect(await refusal(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })).toBe('no_consent:share_named_org')
    expect(await refusal(amina, 'sendOutside', outside(['summary', 'identity']))).toBe('no_consent:diplomatic')
    expect(await refusal(amina, 'sendOutside', outside(['summary'], 'An embassy'))).toBe('no_consent:diplomatic')
    expect(await refusal(khadija, 'sendOutside', outside(['summary']))).toBe('not_found:space')
  })

  it('LONG-3 4 March: a file to the mandate, which is no member: what its reader sees has no name, and it is news when it was opened', async () => {
    await comes(stage, '2026-03-04')
    const draft = await sees(amina, 'draftOutside', outside(['summary', 'needs']))
    const { id, link } = await done(amina, 'sendOutside', outside(['summary', 'needs']))
    const read = readBy(link, parcels[0]!.sealed)
    expect(read).toMatchObject({ ...draft.content, writtenAt: expect.any(Number), expires: expect.any(Number) })
    expect(read).toMatchObject({ from: 'Dar al-Amal', to: MANDATE, identity: null, people: null, risk: null })
    expect(JSON.stringify(read)).not.toMatch(/Wren|Asthma|Heron/u)
    const second = await done(amina, 'sendOutside', outside(['summary']))
    expect(readBy(second.link, parcels[1]!.sealed)?.needs).toBeNull()
    expect(readBy(second.link, parcels[0]!.sealed)).toBeNull()
    files = [id, second.id]
    expect((await outsideRows(yusuf)).map(({ isOut, recipient }) => [isOut, recipient])).toEqual([
      [true, MANDATE],
      [true, MANDATE],
    ])
    expect(await passages()).toEqual(['outside_file', 'outside_file'])
    await stage.pass(2 * MINUTE_MS)
    parcels[1]!.openedAt = amina.now()
    await askParcels(amina)
    expect(await itemsOf(yusuf, 'outside_opened')).toMatchObject([{ file: second.id, recipient: MANDATE, pseudonym: 'Heron' }])
  })

  it('LONG-3 5 March: the clinic reads the medical part and nothing else; a visit is covered, and the rest of the month is not', async () => {
    await comes(stage, '2026-03-05')
    await done(amina, 'shareMedical', { space, org: joost.me.org })
    await stage.settle()
    const [part] = await sees(joost, 'medicalParts', {})
    expect(part).toMatchObject({ pseudonym: 'Heron', from: 'Dar al-Amal', gone: false })
    const medical = await sees(joost, 'medical', { space: part!.space })
    expect(medical).toMatchObject({
      state: 'open',
      own: false,
      part: { care: [{ text: asthma.text }], patients: [{ label: 'Journalist' }] },
    })
    expect(JSON.stringify(medical)).not.toContain('Wren')
    expect((await sees(joost, 'cases', { filter: {}, from: 0, count: 9 })).total).toBe(0)
    expect(await refusal(joost, 'addNote', { space, text: 'x' })).toBe('not_found:space')
    expect(await sees(khadija, 'medicalParts', {})).toEqual([])
    await done(joost, 'saveVisit', {
      space: part!.space,
      visit: { person: her, on: day('2026-03-05'), text: 'A new spray.', nextOn: null },
    })
    expect((await sees(yusuf, 'medical', { space })).part?.visits).toMatchObject([{ text: 'A new spray.', org: joost.me.org }])
    await cover(amina, space, { need: visits, from: '2026-03-06', to: '2026-03-20', stopGap: true })
    expect(await coverOf(yusuf, space)).toEqual([50, 15])
  })

  it('LONG-3 6 March: the officer hears from the lawyer once a day; a day without it rings, a call for help rings on', async () => {
    await comes(stage, '2026-03-06')
    const ladder = [
      { afterMinutes: 0, who: 'duty', id: '', act: 'call' },
      { afterMinutes: 30, who: 'org', id: joost.me.org, act: 'open_packet' },
    ] as const
    const schedule = {
      everyMinutes: 1440,
      times: [],
      zone: 'UTC',
      graceMinutes: 60,
      from: amina.now() as Instant,
      until: null,
      by: 'officer',
    } as const
    const packet = { person: her, who: 'Asthma', doctor: '', lawyer: 'Her lawyer', tell: '', todo: 'Go to the prison gate.' }
    await done(amina, 'savePacket', { space, packet })
    ;({ id: watch } = await done(amina, 'agreeCheckIns', { space, schedule: { ...schedule, person: her, ladder }, words: null }))
    await stage.pass(25 * HOUR_MS + MINUTE_MS)
    await stage.settle()
    for (const world of [amina, yusuf]) expect((await kindsOf(world))[0]).toBe('check_in')
    expect(await itemsOf(joost, 'check_in')).toEqual([])
    await stage.pass(40 * MINUTE_MS)
    await stage.settle()
    // The rung is reached, and she has agreed to no packet for anybody.
    expect([await itemsOf(joost, 'packet'), (await sees(amina, 'safety', { space })).packetOpenTo]).toEqual([[], []])
    await done(yusuf, 'recordCheckIn', { space, schedule: watch, says: 'help', text: 'She was moved to another wing.' })
    expect(await itemsOf(amina, 'check_in')).toMatchObject([{ cause: 'help' }])
    await done(amina, 'recordCheckIn', { space, schedule: watch, says: 'well', text: 'The lawyer saw her.' })
    expect(await itemsOf(yusuf, 'check_in')).toEqual([])
    const [view] = (await sees(yusuf, 'safety', { space })).watches
    expect(view!.checkIns.map(({ says, how }) => [says, how])).toEqual([
      ['well', 'officer'],
      ['help', 'officer'],
    ])
  })

  it('LONG-3 9 March: she is free and takes it back herself: what nobody opened finds nothing, the clinic is told, the gate is shut', async () => {
    await done(amina, 'stopCheckIns', { space, id: watch })
    await comes(stage, '2026-03-09')
    await done(amina, 'sendReferral', { ...request(), org: khadija.me.org })
    for (const id of byLawyer) await done(amina, 'withdrawConsent', { space, id, on: amina.today(), takeBack: true })
    await stage.settle()
    await stage.settle()
    const rows = await outsideRows(yusuf)
    expect(files.map((id) => rows.find((row) => row.id === id))).toMatchObject([
      { dropped: true, isOut: false, openedAt: null },
      { dropped: false, isOut: false, openedAt: parcels[1]!.openedAt },
    ])
    expect([await itemsOf(khadija, 'referral_in'), await itemsOf(amina, 'consent_lapsed')]).toEqual([[], []])
    expect(await sees(joost, 'medicalParts', {})).toMatchObject([{ gone: true }])
    expect((await sees(amina, 'medical', { space })).readers).toEqual([])
    expect(await itemsOf(joost, 'notice_in')).toMatchObject([{ pseudonym: 'Heron', by: 'Dar al-Amal' }])
    expect(await waysOut()).toEqual(SHUT)
    // Of what had left before everything stands on the record, and nothing was added.
    expect(await passages()).toEqual(['outside_file', 'outside_file', 'share_medical', 'teaser'])
  })

  it('LONG-3 10 March: the clinic’s devices confirm by themselves, a person there says what became of the print', async () => {
    await comes(stage, '2026-03-10')
    const [notice] = await itemsOf(joost, 'notice_in')
    expect(await refusal(joost, 'confirmCopies', { notice: notice!.notice, what: 'kept', text: '' })).toBe('invalid:text')
    await done(joost, 'confirmCopies', { notice: notice!.notice, what: 'kept', text: 'The law asks us to keep the visit.' })
    const { receipts, held } = await sees(yusuf, 'consents', { space })
    expect(held).toEqual([])
    expect(receipts).toMatchObject([
      {
        otherName: 'Huis Noord',
        why: 'withdrawn',
        parts: [{ part: 'medical' }],
        confirmed: [{ device: joost.me.device }],
        copies: { what: 'kept', by: joost.me.person, text: 'The law asks us to keep the visit.' },
      },
    ])
    expect(await itemsOf(joost, 'notice_in')).toEqual([])
  })

  it('LONG-3 12 March: Yusuf had opened a case of her too: they become one, and no old yes opens the gate again', async () => {
    await comes(stage, '2026-03-12')
    const twin = await done(yusuf, 'createCase', { pseudonym: 'Reed', country: 'MA', urgency: 'hours', summary: 'Her sister called.' })
    const same = await personIn(yusuf, twin.space, { role: 'defender', label: 'Reporter', relation: '', name: 'Other Spelling' })
    await agree(yusuf, twin.space, [same], { scope: 'share_network', on: day('2026-03-08'), how: 'message' })
    await done(yusuf, 'addNote', { space: twin.space, text: 'Her sister keeps the press card.' })
    const need = { person: same, kind: 'psychosocial', from: day('2026-03-12'), to: day('2026-04-10'), place: '' } as const
    await done(yusuf, 'saveNeed', { space: twin.space, need: { ...need, urgency: 'weeks', headcount: 1, note: '' } })
    expect(await refusal(joost, 'mergeCase', { from: twin.space, into: space, same: [] })).toBe('not_found:space')
    await done(yusuf, 'mergeCase', { from: twin.space, into: space, same: [{ from: same, into: her }] })
    const { file, identities } = await sees(amina, 'case', { space })
    expect([file.people.map(({ id }) => id), identities?.map(({ name }) => name)]).toEqual([[her], ['Wren Invented']])
    expect(file.needs.map(({ person, kind }) => [person, kind])).toEqual([
      [her, 'legal.prison_visit'],
      [her, 'psychosocial'],
    ])
    expect(file.notes.map(({ text }) => text)).toEqual(['Yusuf, Dar al-Amal · 2026-03-12\n\nHer sister keeps the press card.'])
    expect(await coverOf(amina, space)).toEqual([25, 45])
    expect((await sees(amina, 'moving', { space: twin.space })).mergedInto).toMatchObject({ pseudonym: 'Heron' })
    expect((await sees(yusuf, 'case', { space: twin.space })).file.status).toBe('closed')
    expect(await refusal(yusuf, 'mergeCase', { from: twin.space, into: space, same: [] })).toBe('invalid:from')
    expect(await waysOut()).toEqual(SHUT)
    expect((await itemsOf(amina, 'gap')).map(({ pseudonym }) => pseudonym)).toEqual(['Heron', 'Heron'])
  })
})
