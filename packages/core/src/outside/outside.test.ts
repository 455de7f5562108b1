import { describe, expect, test } from 'vitest'
import type { Identity, Instant } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import { caseAfter } from '../casework/story.fixture.ts'
import { AMINA, JOOST, LOCAL_GROUP, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { composeOutside, type Composing } from './compose.ts'
import type { OutsidePart } from './model.ts'
import { isOut, outsideDropped, outsideOpened, readOutside, saveOutside } from './record.ts'
import { MOST_ATTACHED_BYTES, openOutside, sealOutside, tokenOf } from './seal.ts'

const file = { ...caseAfter(), summary: 'Threats after a land case.' }
const identity: Identity = {
  person: file.people[0]!.id,
  name: 'Wren Invented',
  otherNames: '',
  contact: '+000',
  whereabouts: 'with a cousin',
  birth: '',
  documents: '',
}
const asked = (parts: readonly OutsidePart[]): Composing => ({
  from: 'Dar al-Amal',
  to: 'A mandate',
  writtenAt: 1,
  expires: 2,
  language: 'en',
  words: 'We ask for your attention.',
  labels: { [file.needs[0]!.kind]: 'Somewhere safe', days: 'days', unused: 'never' },
  parts,
})
const bytes = (length: number, of: number) => new Uint8Array(length).fill(of)
const secret = bytes(32, 7)
const nonce = bytes(24, 9)

describe('what the reader sees', () => {
  test('OUT-1 only the parts that were chosen, and nothing of a need’s note', () => {
    const needs = file.needs.map((need) => ({ ...need, note: 'sleeps in Ngong' }))
    const said = JSON.stringify(composeOutside({ ...file, needs }, [identity], asked(['needs'])))
    for (const word of ['Ngong', 'Wren', 'land case', file.people[0]!.label, file.pseudonym]) expect(said).not.toContain(word)
    expect(composeOutside(file, [identity], asked(['needs']))).toMatchObject({ summary: null, people: null, risk: null, identity: null })
  })
  test('OUT-1 every part, when all were chosen; names only from the identity part', () => {
    const all = composeOutside(file, [identity], asked(['summary', 'needs', 'people', 'risk', 'identity']))
    expect(all.summary?.text).toBe('Threats after a land case.')
    expect(all.identity).toMatchObject([{ name: 'Wren Invented', contact: '+000' }])
    expect(all.people?.length).toBe(file.people.length)
    expect(composeOutside(file, null, asked(['identity'])).identity).toEqual([])
  })
  test('OUT-1 labels of codes that stand in it, and of no others', () => {
    expect(Object.keys(composeOutside(file, null, asked(['needs'])).labels).toSorted()).toEqual(['days', file.needs[0]!.kind].toSorted())
  })
  test('OUT-1 a need and an illness of the same code keep their own words', () => {
    const [person] = file.people
    const labels = { psychosocial: 'Support and rest', 'care.psychosocial': 'Illness of the mind', 'care.other': 'Other' }
    const needs = [{ ...file.needs[0]!, kind: 'psychosocial' }]
    const { id } = person!
    const written = { id, person: id, org: LOCAL_GROUP, by: AMINA.person, at: 1 as Instant } as const
    const care = [{ ...written, kind: 'psychosocial', text: 'Sleeps badly.', since: '', urgent: false, endedOn: null } as const]
    const about = { ...asked(['needs', 'medical']), labels, care }
    expect(composeOutside({ ...file, needs }, null, about).labels).toEqual({
      psychosocial: 'Support and rest',
      'care.psychosocial': 'Illness of the mind',
    })
  })
})

describe('sealing it', () => {
  const content = composeOutside(file, [identity], asked(['summary', 'needs', 'people', 'risk', 'identity']))
  const sealed = sealOutside(secret, nonce, content)!

  test('OUT-2 opens with the secret of the link to exactly what was sealed', () =>
    expect(openOutside(secret, sealed)).toEqual({ content, attached: [] }))
  test('OUT-2 not with another secret, not after a changed bit, not cut', () => {
    expect(openOutside(bytes(32, 8), sealed)).toBeNull()
    expect(
      openOutside(
        secret,
        sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
      ),
    ).toBeNull()
    expect(openOutside(secret, sealed.slice(0, -1))).toBeNull()
    expect([openOutside(secret, bytes(0, 0)), openOutside(bytes(3, 1), sealed)]).toEqual([null, null])
  })
  test('OUT-2 the token says nothing of the key, and the size little of the text', () => {
    expect(tokenOf(secret)).not.toEqual(secret)
    const longer = sealOutside(secret, nonce, { ...content, words: `${content.words}!` })!
    expect(longer.length).toBe(sealed.length)
  })
  test('OUT-2 what is too large is not sealed', () => {
    expect(sealOutside(secret, nonce, { ...content, words: 'x'.repeat(1024 * 1024) })).toBeNull()
  })
  test('OUT-3 a page reads odd content without harm', () => {
    const odd = {
      ...content,
      needs: [7, { kind: 3, headcount: 'many' }],
      identity: 'all',
      labels: { a: 1, b: 'B' },
      risk: [],
      notes: [3],
      medical: [{ text: 4 }],
    }
    expect(openOutside(secret, sealOutside(secret, nonce, odd as never)!)?.content).toMatchObject({
      needs: [{ kind: '', headcount: 0 }],
      identity: null,
      notes: [],
      medical: [{ text: '', urgent: false }],
      labels: { b: 'B' },
      risk: null,
    })
    expect(openOutside(secret, sealOutside(secret, nonce, 'words' as never)!)).toBeNull()
  })
})

describe('what is attached', () => {
  const files = ['court.pdf', 'photo.jpg', 'private.txt'].map((name, at) => ({ id: `f${at}`, name, bytes: 3 + at }))
  const chosen = { ...asked(['needs', 'files']), files: ['f2', 'f0'] }
  const content = composeOutside({ ...file, files: files as never }, null, chosen)
  const [court, last] = [bytes(3, 5), bytes(5, 6)]
  const openedWith = (more: readonly object[] | null, ...attached: readonly Uint8Array[]) =>
    openOutside(secret, sealOutside(secret, nonce, { ...content, files: more as never }, attached)!)

  test('OUT-6 the files that were chosen, by name and size, only when the part was; their bytes come as they were', () => {
    expect(content.files).toEqual([
      { name: 'court.pdf', bytes: 3 },
      { name: 'private.txt', bytes: 5 },
    ])
    expect(composeOutside({ ...file, files: files as never }, null, { ...chosen, parts: ['needs'] }).files).toBeNull()
    expect(openedWith(content.files, court, last)).toEqual({ content, attached: [court, last] })
  })
  test('OUT-6 sizes that are not those of what follows open nothing', () => {
    const one = { name: 'x', bytes: 3 }
    const wrong = [null, [], [one], [one, one, one], [one, { ...one, bytes: 9_000 }], [one, { ...one, bytes: -1 }], [one, { name: 'x' }]]
    const [large, small] = [bytes(4_000, 1), bytes(3, 1)]
    expect(wrong.map((more) => openedWith(more, small, large))).toEqual(wrong.map(() => null))
    expect(openedWith([one, { ...one, bytes: 4_000 }], small, large)?.attached).toEqual([small, large])
  })
  test('OUT-6 more than twenty, or more than ten million bytes, is not sealed', () => {
    expect(
      sealOutside(
        secret,
        nonce,
        content,
        Array.from({ length: 21 }, () => court),
      ),
    ).toBeNull()
    expect(sealOutside(secret, nonce, content, [bytes(MOST_ATTACHED_BYTES, 1), court])).toBeNull()
    expect(sealOutside(secret, nonce, content, [bytes(MOST_ATTACHED_BYTES, 1)])?.length).toBeLessThan(12 * 1024 * 1024)
  })
  test('OUT-6 a hostile name becomes a harmless one', () => {
    expect(openedWith([{ name: '../../in\u202eexe.pdf', bytes: 3 }], court)?.content.files).toEqual([{ name: 'inexe.pdf', bytes: 3 }])
  })
})

describe('what the case remembers', () => {
  const parcel = 'ab'.repeat(32)
  const one = {
    recipient: 'A mandate',
    scope: 'referral',
    parts: ['summary', 'needs', 'files'],
    files: ['f1'],
    parcel,
    expires: 1000,
  } as const
  const sent = wrote(AMINA, 0, ...opsOf(saveOutside('o1', one as never)))

  test('OUT-4 to whom, what, until when, and whether it was opened or taken back; never the link', () => {
    const [read] = readOutside(docOf([sent], caseRules(LOCAL_GROUP)))
    expect(read).toMatchObject({ id: 'o1', ...one, by: AMINA.person, openedAt: null, dropped: false })
    const after = (...ops: ReturnType<typeof outsideOpened>) =>
      readOutside(docOf([sent, wrote(AMINA, 5, ...ops)], caseRules(LOCAL_GROUP)))[0]!
    expect([isOut(read!, 999), isOut(read!, 1000)]).toEqual([true, false])
    expect([isOut(after(...outsideOpened('o1', 77)), 80), after(...outsideOpened('o1', 77)).openedAt]).toEqual([false, 77])
    expect(isOut(after(...outsideDropped('o1')), 80)).toBe(false)
  })
  test('OUT-5 only the organisation that holds the case sends one', () => {
    const theirs = wrote(JOOST, 0, ...opsOf(saveOutside('o2', one as never)))
    expect(readOutside(docOf([theirs], caseRules(LOCAL_GROUP)))).toEqual([])
  })
  test('OUT-4 to nobody, of nothing or under no parcel is refused', () => {
    const field = (more: object) => {
      const ops = saveOutside('o', { ...one, ...more } as never)
      return ops.ok ? '' : ops.problem.field
    }
    expect([field({ recipient: ' ' }), field({ parts: [] }), field({ parts: ['incidents'] }), field({ parcel: 'ab' }), field({})]).toEqual([
      'recipient',
      'parts',
      'parts',
      'parcel',
      '',
    ])
  })
})
