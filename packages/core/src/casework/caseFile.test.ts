import { giveConsent, withdrawConsent } from '../consent/index.ts'
import type { BlobId, OrgId, SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { LIMITS, decodePayload, emptyDoc, encodePayload, ownedId, setOp, type Op, type Ops, type Value } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, SPACE, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { alertOf, caseSpaceOf, filePlace, readCase, readIdentities, sharesFileOnTakeUp } from './caseFile.ts'
import type { Identity, PartialDay } from './model.ts'
import { NEED, OPENING, TODAY, caseAfter, day, says } from './story.fixture.ts'
import * as write from './write.ts'
import { assessRisk } from '../safety/assessments.ts'

test('CASE-3 what Amina wrote is what the case says', () => {
  const file = caseAfter()
  expect(file).toMatchObject({
    space: SPACE,
    pseudonym: 'Heron',
    ownerOrg: LOCAL_GROUP,
    status: 'checking',
    urgency: 'days',
    country: 'KE',
    openedOn: TODAY,
  })
  expect(file.people.map(({ id, role }) => [id, role])).toEqual([
    ['heron', 'defender'],
    ['lark', 'dependent'],
    ['wren', 'dependent'],
  ])
  expect(file.needs).toEqual([{ id: 'shelter', ...NEED, dropped: false }])
})

test('CASE-3 every list of the case is read back as it was written', () => {
  const risk = {
    probability: 'high',
    impact: 'high',
    deathThreat: true,
    threats: ['calls at night'],
    vulnerabilities: ['lives alone'],
    capacities: ['neighbours'],
  } as const
  const commitment = {
    need: 'shelter',
    from: day('2026-03-01'),
    to: day('2026-03-31'),
    state: 'confirmed',
    stopGap: true,
    note: 'two rooms',
  } as const
  const file = caseAfter(
    wrote(
      AMINA,
      3,
      ...opsOf(assessRisk(ownedId(LOCAL_GROUP, 'r'), TODAY, risk)),
      ...opsOf(write.addNote('n1', 'She called.')),
      ...says('c', 'heron', {}),
    ),
    wrote(
      AMINA,
      4,
      ...opsOf(withdrawConsent('c', day('2026-04-01'))),
      ...write.linkReferral('ref', { needs: ['shelter'], org: SHELTER, service: null, space: SPACE }, true),
    ),
    wrote(JOOST, 5, ...opsOf(write.saveCommitment(ownedId(SHELTER, 'b'), commitment)), ...opsOf(write.addNote('n2', 'We can.', 'n1'))),
    wrote(AMINA, 6, ...write.agreeHandover(ownedId(LOCAL_GROUP, 'a'), ownedId(SHELTER, 'b'), LOCAL_GROUP), ...write.dropNeed('shelter')),
  )
  expect(file.assessments).toEqual([
    { id: ownedId(LOCAL_GROUP, 'r'), person: null, on: TODAY, by: AMINA.person, ...risk, deathThreatOver: '' },
  ])
  expect(file.commitments).toEqual([{ id: ownedId(SHELTER, 'b'), org: SHELTER, ...commitment }])
  expect(file.handovers).toMatchObject([
    { before: ownedId(LOCAL_GROUP, 'a'), after: ownedId(SHELTER, 'b'), agreedBefore: true, agreedAfter: false },
  ])
  expect(file.consents).toMatchObject([{ id: 'c', given: true, withdrawnOn: '2026-04-01' }])
  expect(file.referrals).toEqual([{ id: 'ref', needs: ['shelter'], org: SHELTER, service: null, space: SPACE }])
  expect(file.notes.map(({ text, org }) => [text, org])).toEqual([
    ['She called.', LOCAL_GROUP],
    ['We can.', SHELTER],
  ])
  expect(file.needs[0]?.dropped).toBe(true)
})

test('CASE-4 a case of which nothing arrived yet, or only odd things, can still be shown', () => {
  expect(readCase(SPACE, emptyDoc())).toMatchObject({ pseudonym: '', status: 'open', people: [], needs: [] })
  const odd: Record<string, Value> = {
    pseudonym: 7,
    status: 'gone',
    country: 'Kenya',
    openedOn: 'yesterday',
    rightsFields: 'land',
    from: '2026-05-01',
    to: '2026-01-01',
    headcount: -3,
  }
  const entries = ['case', 'person', 'need', 'commitment', 'handover', 'consent', 'risk', 'file', 'referral'].map((c, i) =>
    wrote(AMINA, i, { o: 'set', c, i: c === 'case' ? 'main' : 'x', f: odd } as Op),
  )
  const file = readCase(SPACE, docOf(entries))
  expect(file).toMatchObject({
    pseudonym: '',
    status: 'open',
    country: '',
    openedOn: '2026-03-01',
    rightsFields: [],
    commitments: [],
    handovers: [],
    referrals: [],
  })
  expect(file.needs).toMatchObject([{ from: '2026-05-01', to: '2026-05-01', headcount: 1 }])
})

test('CASE-5 whose commitment it is stands in its id, whatever its fields say', () => {
  const id = ownedId(SHELTER, 'b')
  const fields = { need: 'shelter', org: LOCAL_GROUP, from: '2026-03-01', to: '2026-03-02', state: 'confirmed' }
  expect(caseAfter(wrote(JOOST, 3, { o: 'set', c: 'commitment', i: id, f: fields })).commitments[0]?.org).toBe(SHELTER)
})

test('CASE-6 a note is revised by its own organisation only; another organisation’s "revision" stands beside it', () => {
  const file = caseAfter(
    wrote(AMINA, 3, ...opsOf(write.addNote('n1', 'Call on Monday'))),
    wrote(AMINA, 4, ...opsOf(write.addNote('n2', 'Call on Tuesday', 'n1'))),
    wrote(JOOST, 5, ...opsOf(write.addNote('n3', 'Never call', 'n1'))),
  )
  expect(file.notes.map(({ id, revises }) => [id, revises])).toEqual([
    ['n1', null],
    ['n2', 'n1'],
    ['n3', null],
  ])
})

test('CASE-7 names are in the identity part, under the id the person has in the file', () => {
  const identity: Identity = {
    person: 'heron',
    name: 'أمينة\u202e',
    otherNames: '',
    contact: 'by a friend',
    whereabouts: '',
    birth: '1987-04' as PartialDay,
    documents: '',
  }
  const doc = docOf([wrote(AMINA, 1, ...write.openIdentity(SPACE), ...opsOf(write.saveIdentity(identity)))])
  expect(readIdentities(doc)).toEqual([{ ...identity, name: 'أمينة' }])
  expect(caseSpaceOf(doc)).toBe(SPACE)
})

test('CASE-8 a file’s place and key are with its record, and its name is safe to show', () => {
  const id = ownedId(LOCAL_GROUP, 'f')
  const file = {
    name: '../photo\u202egpj.exe',
    type: 'image/jpeg',
    bytes: 5,
    sha256: 'ab',
    blob: 'b1'.repeat(16) as BlobId,
    key: new Uint8Array([1]),
  }
  const entries = [...OPENING, wrote(AMINA, 3, ...opsOf(write.attachFile(id, file)))]
  expect(readCase(SPACE, docOf(entries)).files).toMatchObject([
    { id, name: 'photogpj.exe', bytes: 5, addedBy: AMINA.person, at: Date.UTC(2026, 2, 1, 12, 3) },
  ])
  expect(filePlace(docOf(entries), id)).toEqual({ blob: 'b1'.repeat(16), key: new Uint8Array([1]) })
  expect(filePlace(docOf(entries), 'other')).toBeNull()
  for (const blob of ['no place', 'B1'.repeat(16), 'b1'.repeat(17)])
    expect(filePlace(docOf([...entries, wrote(AMINA, 4, setOp('file', id, { blob }))]), id)).toBeNull()
})

describe('what is typed is checked before it is written', () => {
  const bad: readonly (readonly [string, () => Ops])[] = [
    ['pseudonym', () => write.setCase({ pseudonym: ' \u202e ' })],
    ['country', () => write.setCase({ country: 'Nairobi' })],
    ['kind', () => write.saveNeed('n', { ...NEED, kind: 'pony' })],
    ['to', () => write.saveNeed('n', { ...NEED, to: day('2026-02-28') })],
    ['from', () => write.saveNeed('n', { ...NEED, from: day('2026-02-30') })],
    ['headcount', () => write.saveNeed('n', { ...NEED, headcount: 0 })],
    ['label', () => write.savePerson('p', { role: 'defender', label: '', relation: '', languages: [] })],
    ['text', () => write.addNote('n', '  \n')],
    ['text', () => write.addNote('n', 'x'.repeat(write.LONGEST_TEXT + 1))],
    ['id', () => write.saveCommitment('nobodys', { need: 'n', from: TODAY, to: TODAY, state: 'offered', stopGap: false, note: '' })],
    [
      'org',
      () => giveConsent('c', { person: 'p', scope: 'share_named_org', org: null, given: true, on: TODAY, how: 'spoken', until: null }),
    ],
    [
      'until',
      () => giveConsent('c', { person: 'p', scope: 'media', org: null, given: true, on: TODAY, how: 'spoken', until: day('2026-02-01') }),
    ],
  ]
  for (const [field, act] of bad) {
    test(`CASE-9 refused, with the field at fault: ${field}`, () =>
      expect(act()).toEqual({ ok: false, problem: { type: 'invalid', field } }))
  }
})

test('CASE-10 where a case came from, and what is shared on take-up, is kept', () => {
  const opened = opsOf(
    write.openCase({
      ownerOrg: LOCAL_GROUP,
      pseudonym: 'Heron',
      country: '',
      urgency: 'hours',
      summary: '',
      openedOn: TODAY,
      alert: 'al',
      identitySpace: 'id' as SpaceId,
    }),
  )
  const linked = write.linkReferral('ref', { needs: ['n'], org: SHELTER as OrgId, service: null, space: SPACE }, true)
  const doc = docOf([wrote(AMINA, 1, ...opened, ...linked)])
  expect([alertOf(doc), readCase(SPACE, doc).identitySpace, sharesFileOnTakeUp(doc, 'ref'), sharesFileOnTakeUp(doc, 'other')]).toEqual([
    'al',
    'id',
    true,
    false,
  ])
})

test('CASE-9 everything the builders write fits a payload', () => {
  const ops = OPENING.flatMap(({ payload }) => payload.ops)
  const encoded = encodePayload({ at: minute(1), ops })
  expect(encoded.ok && decodePayload(encoded.value).ok).toBe(true)
  expect(ops.length).toBeLessThan(LIMITS.ops)
})
