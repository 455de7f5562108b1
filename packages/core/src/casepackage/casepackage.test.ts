/** Amina's local group gives a case to an organisation in another network: as a package that opens there and nowhere else. */
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMedical } from '../care/index.ts'
import { readTasks } from '../caselife/index.ts'
import { readCase, readIdentities, saveIdentity } from '../casework/index.ts'
import { caseRules, identityRules } from '../casework/policy.ts'
import { OPENING, TODAY, bar, day, says } from '../casework/story.fixture.ts'
import { readWords } from '../consent/index.ts'
import { mayPass } from '../consent/gate.ts'
import { readTies, saveTie } from '../household/index.ts'
import { emptyDoc } from '../record/document.ts'
import type { Doc, Entry, Op } from '../record/model.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, SPACE, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { saveCommitment } from '../casework/write.ts'
import { readIncidents, readPlan } from '../safety/index.ts'
import { readVerification } from '../verification/index.ts'
import { utf8ToBytes, bytesToUtf8 } from '../text/index.ts'
import { readArchive, writeArchive } from './archive.ts'
import { SECTIONS, type CaseDocs, type CasePackage, type Section } from './model.ts'
import { numberFiles, packCase, readPackage, type Head } from './pack.ts'
import { countSections, keepCase, newestOf, writersOf } from './sections.ts'
import { takePackage } from './take.ts'

const own = (id: string) => ownedId(LOCAL_GROUP, id)
const photo = utf8ToBytes('not a photo')
const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const set = (c: string, i: string, f: Extract<Op, { o: 'set' }>['f']): Op => ({ o: 'set', c, i, f })

const { id: _bar, org: _org, ...cover } = bar(LOCAL_GROUP, 'stay', '2026-03-01', '2026-03-31')
const WRITTEN: readonly Entry[] = [
  ...OPENING,
  wrote(AMINA, 3, ...opsOf(saveTie({ a: 'heron', b: 'wren', kind: 'parent', together: true }))),
  wrote(AMINA, 4, ...says('c1', 'heron', { scope: 'share_named_org', org: SHELTER, words: 'May we tell the shelter?', language: 'en' })),
  wrote(AMINA, 4, ...says('c2', 'wren', { given: false })),
  wrote(AMINA, 5, set('risk', own('r'), { on: '2026-03-01', probability: 'high', impact: 'high', deathThreat: true, threats: ['a call'] })),
  wrote(AMINA, 6, set('incident', own('i'), { form: 'physical', kinds: ['followed'], on: '2026-02', people: ['heron'], text: 'A car.' })),
  wrote(
    AMINA,
    7,
    set('plan', 'main', {
      by: AMINA.person,
      writtenOn: '2026-03-01',
      reviewOn: '2026-06-01',
      triggers: ['x'],
      stops: 'Heron',
      emergency: 'Call.',
    }),
  ),
  wrote(
    AMINA,
    8,
    set('verification', 'main', { activities: ['legal'], since: '2019' }),
    set('test', 'peaceful', { finding: 'met', reason: 'x' }),
  ),
  wrote(AMINA, 8, set('evidence', own('e'), { tests: ['peaceful'], side: 'for', text: 'A letter', on: '2026-03-01', file: own('f') })),
  wrote(AMINA, 9, set('task', own('t'), { text: 'Call the school', owner: AMINA.person, due: '2026-03-09', about: 'shelter' })),
  wrote(
    AMINA,
    9,
    set('file', own('f'), {
      name: 'letter.pdf',
      type: 'application/pdf',
      bytes: photo.length,
      sha256: hexOf(sha256(photo)),
      blob: 'd'.repeat(32),
      key: new Uint8Array(32).fill(7),
    }),
  ),
  wrote(AMINA, 9, ...opsOf(saveCommitment(own('stay'), cover))),
  wrote(JOOST, 10, { o: 'note', c: 'note', i: 'n1', f: { text: 'They called again.', mentions: [AMINA.person] } }),
  wrote(AMINA, 10, set('opinion', `1:${AMINA.person}`, { decision: 'defender', function: 'examines', reasons: 'She is one.' })),
  wrote(AMINA, 10, set('planStep', own('s'), { text: 'Change the lock', owner: AMINA.person })),
  wrote(AMINA, 10, { o: 'add', c: 'case', i: 'main', f: 'medicalSpaces', v: '9'.repeat(32) }),
]
const identity = docOf(
  [
    wrote(
      AMINA,
      1,
      ...opsOf(
        saveIdentity({ person: 'heron', name: 'Invented Name', otherNames: '', contact: 'tel', whereabouts: '', birth: '', documents: '' }),
      ),
    ),
  ],
  identityRules(LOCAL_GROUP),
)
const medical = docOf([
  wrote(
    AMINA,
    1,
    set('patient', 'heron', { label: 'Defender' }),
    set('care', own('m'), { person: 'heron', kind: 'allergy', text: 'Penicillin', urgent: true, since: '', endedOn: null }),
  ),
])
const whole: CaseDocs = { file: docOf(WRITTEN, caseRules(LOCAL_GROUP)), identity, medical }
const ALL = new Set<Section>(SECTIONS)

const head = (docs: CaseDocs, sections: ReadonlySet<Section>): Head => ({
  id: '7'.repeat(32),
  made: Date.UTC(2026, 2, 2),
  from: { org: LOCAL_GROUP, name: 'Dar al-Amal' },
  to: 'Huis Noord',
  scope: 'share_named_org',
  case: { space: SPACE, pseudonym: 'Heron', newest: newestOf(docs.file) },
  sections: SECTIONS.filter((one) => sections.has(one)),
  left: [{ section: 'medical', why: 'not_chosen' }],
  organisations: Object.fromEntries([...writersOf(docs)].map((org) => [org, org === LOCAL_GROUP ? 'Dar al-Amal' : 'Huis Noord'])),
})

const packed = (docs: CaseDocs = whole, sections: ReadonlySet<Section> = ALL): Uint8Array => {
  const kept = keepCase(docs, sections)
  const files = sections.has('files') ? numberFiles(docs.file, readCase(SPACE, docs.file).files) : []
  const made = packCase(sha256, head(docs, sections), kept, files, new Map(files.map(({ member }) => [member, photo])))
  if (made === null) throw new Error('too large')
  return made.bytes
}
const read = (bytes: Uint8Array): CasePackage => {
  const answer = readPackage(sha256, bytes)
  if (!answer.ok) throw new Error(answer.problem)
  return answer.value
}
const problemOf = (bytes: Uint8Array): string => {
  const answer = readPackage(sha256, bytes)
  return answer.ok ? '' : answer.problem
}
let next = 0
const taking = { org: SHELTER, newId: () => `new${String(++next).padStart(8, '0')}`, today: day('2026-03-10') }
const here = (ops: readonly Op[]): Doc => docOf([wrote(JOOST, 50, ...ops)], caseRules(SHELTER))

describe('a package', () => {
  it('PKG-1 holds every section that was chosen, and reads as it was written', () => {
    const opened = read(packed())
    const kept = keepCase(whole, ALL)
    const [before, after] = [readCase(SPACE, kept.file), readCase(SPACE, opened.docs.file)]
    const writers = { by: '', addedBy: '', at: 0 }
    const plain = (file: typeof before) => JSON.stringify(file, (key, value: unknown) => (key in writers ? undefined : value))
    expect(plain(after)).toBe(plain(before))
    expect(after.consents.map(({ person, given }) => [person, given])).toEqual([
      ['heron', true],
      ['wren', false],
    ])
    expect([...readWords(opened.docs.file).values()]).toEqual(['May we tell the shelter?'])
    expect(readTies(opened.docs.file)).toEqual(readTies(whole.file))
    expect(readIncidents(opened.docs.file).map(({ text }) => text)).toEqual(['A car.'])
    expect(readIdentities(opened.docs.identity as Doc).map(({ name }) => name)).toEqual(['Invented Name'])
    expect(readMedical(opened.docs.medical as Doc).care.map(({ text }) => text)).toEqual(['Penicillin'])
    expect(opened.contents.get('files/1')).toEqual(photo)
    expect(opened.manifest).toMatchObject({ ...head(whole, ALL), format: 'pergola-case', version: 1 })
    expect(opened.mark).toMatch(/^[0-9a-f]{20}$/u)
    expect(opened.malformed).toBe(0)
  })

  it('PKG-2 holds nothing of a section that was not chosen, and never a key, a place in the network or a member', () => {
    const text = bytesToUtf8(packed())
    for (const secret of ['blob', '"key"', 'd'.repeat(32), '9'.repeat(32), AMINA.person, 'mentions', 'owner"']) {
      expect(text.includes(secret), secret).toBe(false)
    }
    const words: Readonly<Partial<Record<Section, string>>> = {
      summary: 'Threats after a report',
      people: 'Daughter, school age',
      consents: 'May we tell',
      needs: 'relocation.regional',
      relay: '"commitment"',
      risk: 'a call',
      plan: '2026-06-01',
      incidents: 'A car.',
      verification: 'A letter',
      notes: 'They called again',
      tasks: 'Call the school',
      files: 'not a photo',
      identity: 'Invented Name',
      medical: 'Penicillin',
    }
    for (const [section, said] of Object.entries(words) as readonly [Section, string][]) {
      const others = new Set(SECTIONS.filter((one) => one !== section))
      expect(bytesToUtf8(packed(whole, others)).includes(said), section).toBe(false)
      expect(text.includes(said), section).toBe(true)
    }
  })

  it('PKG-2 counts what each section holds', () => {
    expect(countSections(keepCase(whole, ALL))).toMatchObject({
      people: 4,
      consents: 2,
      needs: 1,
      identity: 1,
      medical: 2,
      summary: 1,
      files: 1,
    })
    expect(countSections(keepCase(whole, new Set()))).toEqual({})
  })

  it('PKG-3 becomes a case of ours: the same parts under new ids that name one another', () => {
    const opened = read(packed())
    const taken = takePackage(opened, taking)
    const doc = here(taken.file)
    const there = readCase(SPACE, doc)
    const before = readCase(SPACE, whole.file)
    expect(there.people.map(({ label }) => label)).toEqual(before.people.map(({ label }) => label))
    expect(there.needs.map(({ person }) => person)).toEqual([taken.ids.get('heron')])
    expect(there.assessments.map(({ deathThreat }) => deathThreat)).toEqual([true])
    expect(there.notes.map(({ text }) => text)).toEqual(['Huis Noord · 2026-03-01\n\nThey called again.'])
    expect(readIncidents(doc).map(({ people, org }) => [people, org])).toEqual([[[taken.ids.get('heron')], SHELTER]])
    expect(readPlan(doc)).toMatchObject({ reviewOn: '2026-06-01', stops: 'Heron' })
    expect(readTasks(doc)).toMatchObject([{ text: 'Call the school', owner: null, about: there.needs[0]?.id, org: SHELTER }])
    const verification = readVerification(doc, SHELTER)
    expect([verification.since, verification.activities, verification.evidence[0]?.file]).toEqual(['2019', ['legal'], taken.files[0]?.id])
    expect(taken.identity).toMatchObject([{ c: 'person', i: taken.ids.get('heron'), f: { name: 'Invented Name' } }])
    expect(readMedical(docOf([wrote(JOOST, 1, ...taken.medical)])).care).toMatchObject([
      { person: taken.ids.get('heron'), text: 'Penicillin', org: SHELTER },
    ])
    expect(taken.files).toMatchObject([{ packed: { name: 'letter.pdf' } }])
    expect(taken.file.every((op) => ownerOf(op.i) === null || ownerOf(op.i) === SHELTER)).toBe(true)
  })

  it('PKG-4 brings a yes as one that has run out, with its words, and a no as a no', () => {
    const taken = takePackage(read(packed()), taking)
    const there = readCase(SPACE, here(taken.file))
    expect(taken.consentsEnded).toBe(1)
    expect(there.consents.map(({ given, until }) => [given, until])).toEqual([
      [true, '2026-03-09'],
      [false, null],
    ])
    const asked = { act: 'share_file', scope: 'share_named_org', org: SHELTER, people: [taken.ids.get('heron') as string] } as const
    expect(mayPass(there, asked, taking.today).allowed).toBe(false)
    expect([...readWords(here(taken.file)).values()]).toEqual(['May we tell the shelter?'])
  })

  it('PKG-5 leaves what others say of themselves, by collection, and gives a need whose person is not in it somebody to be for', () => {
    const taken = takePackage(read(packed(whole, new Set<Section>(['needs', 'relay']))), taking)
    expect(taken.notTaken).toEqual([{ collection: 'commitment', count: 1, why: 'own_word' }])
    const there = readCase(SPACE, here(taken.file))
    expect(there.people).toMatchObject([{ role: 'defender', label: 'Heron', id: there.needs[0]?.person }])
    const named = takePackage(read(packed(whole, new Set<Section>(['identity', 'consents', 'medical']))), taking)
    const unnamed = readCase(SPACE, here(named.file)).people
    expect(unnamed.map(({ label }) => label)).toEqual(['Heron', 'Heron 2'])
    expect(named.identity).toMatchObject([{ c: 'person', i: unnamed[0]?.id, f: { name: 'Invented Name' } }])
    expect(named.medical).toHaveLength(2)
  })
})

const remade = (change: (manifest: Record<string, unknown>, members: Map<string, Uint8Array>) => void): Uint8Array => {
  const members = new Map(readArchive(packed()))
  const manifest = JSON.parse(bytesToUtf8(members.get('manifest.json') as Uint8Array)) as Record<string, unknown>
  change(manifest, members)
  members.set('manifest.json', utf8ToBytes(JSON.stringify(manifest)))
  return writeArchive(
    [...members].map(([name, content]) => ({ name, content })),
    0,
  )
}

describe('a package that is none', () => {
  it('PKG-6 is refused by what is wrong with it', () => {
    const good = packed()
    expect(problemOf(good)).toBe('')
    expect(problemOf(new Uint8Array(0))).toBe('not_a_package')
    expect(problemOf(utf8ToBytes('age-encryption.org/v1'))).toBe('not_a_package')
    expect(problemOf(good.subarray(0, good.length - 512))).toBe('not_a_package')
    expect(problemOf(remade((manifest) => (manifest['format'] = 'pergola-backup')))).toBe('not_a_package')
    expect(problemOf(remade((manifest) => (manifest['version'] = 2)))).toBe('newer_version')
    expect(problemOf(remade((manifest) => (manifest['version'] = 'one')))).toBe('not_a_package')
    expect(problemOf(remade((manifest) => (manifest['id'] = '../../etc')))).toBe('malformed')
    expect(problemOf(remade((manifest) => (manifest['files'] = [7])))).toBe('malformed')
    expect(problemOf(remade((_, members) => members.delete('case.json')))).toBe('missing_member')
    expect(problemOf(remade((_, members) => members.delete('files/1')))).toBe('missing_member')
    expect(problemOf(remade((_, members) => members.set('case.json', utf8ToBytes('{}'))))).toBe('changed')
    expect(problemOf(remade((_, members) => members.set('files/2', photo)))).toBe('malformed')
    expect(problemOf(remade((manifest) => (manifest['files'] = Array.from({ length: 1001 }, () => null))))).toBe('too_large')
  })

  it('PKG-6 names no place outside of itself, and no member twice', () => {
    for (const name of [
      '../case.json',
      '/etc/passwd',
      'files/../case.json',
      'files/0',
      'files/01',
      'files/1/x',
      'case.json/',
      'C:\\x',
      'files/99999',
    ])
      expect(readArchive(writeArchive([{ name, content: photo }], 0)), name).toBeNull()
    expect(
      readArchive(
        writeArchive(
          [
            { name: 'case.json', content: photo },
            { name: 'case.json', content: photo },
          ],
          0,
        ),
      ),
    ).toBeNull()
    const long = writeArchive([{ name: 'files/1', content: photo }], 0)
    long.set(utf8ToBytes('77777777777'), 124)
    expect(readArchive(long)).toBeNull()
  })

  it('PKG-6 leaves out what no case can hold, and counts it', () => {
    const odd = { collection: 'note', id: 'x', by: LOCAL_GROUP, at: 5, fields: { text: 'kept' } }
    const notes = [
      odd,
      7,
      { ...odd, id: '' },
      { ...odd, id: 'a/../b' },
      { ...odd, collection: '__proto__' },
      { ...odd, by: 'nobody' },
      { ...odd, at: -1 },
      { ...odd, fields: { text: 'x'.repeat(2_000_000) } },
      { ...odd, fields: { a: [[[[[[[[1]]]]]]]] } },
      { ...odd, fields: JSON.parse('{"__proto__": 1}') as object },
      { ...odd, revises: 5 },
    ]
    const bytes = remade((manifest, members) => {
      const content = utf8ToBytes(JSON.stringify({ records: [{ ...odd, collection: 'case', sets: { x: [5] } }], notes }))
      members.set('case.json', content)
      manifest['members'] = { ...(manifest['members'] as object), 'case.json': hexOf(sha256(content)) }
    })
    const opened = read(bytes)
    expect(opened.malformed).toBe(notes.length)
    expect([...(opened.docs.file.notes.get('note')?.values() ?? [])].map(({ fields }) => fields['text'])).toEqual(['kept'])
  })

  it('PKG-6 names nothing of ours: no file at the relay, no space, no case, no colleague', () => {
    const ours = 'e'.repeat(32)
    const odd = (collection: string, id: string, fields: Record<string, unknown>) => ({ collection, id, by: LOCAL_GROUP, at: 5, fields })
    const records = [
      odd('person', 'heron', { role: 'defender', label: 'Heron', relation: '', languages: [], ownCase: ours }),
      odd('file', own('letter'), { name: 'letter.txt', blob: ours, key: ours }),
      odd('evidence', own('word'), { test: 'threat', vouch: 'yes', vouchOrg: ours, vouchSpace: ours }),
      odd('planStep', own('step'), { text: 'Change the locks.', owner: ours }),
    ]
    const bytes = remade((manifest, members) => {
      const content = utf8ToBytes(JSON.stringify({ records, notes: [] }))
      members.set('case.json', content)
      ;(manifest['members'] as Record<string, string>)['case.json'] = hexOf(sha256(content))
    })
    const taken = takePackage(read(bytes), taking)
    expect(taken.file.map((op) => op.c)).toEqual(['person', 'planStep', 'evidence'])
    expect(JSON.stringify(taken.file)).not.toContain(ours)
  })

  it('PKG-6 is refused or read, never thrown at, whatever bytes were changed', () => {
    const good = packed()
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = good.slice()
        for (const [at, byte] of changes) bytes[at] = byte
        const answer = readPackage(sha256, bytes)
        if (answer.ok) takePackage(answer.value, taking)
      }),
      { numRuns: 60 },
    )
  })
})

describe('there and back', () => {
  it('PKG-3 whatever was written of people, needs and notes is there again, nothing else', () => {
    const text = fc.string({ maxLength: 20 })
    const ops = fc.array(
      fc.oneof(
        fc.record({
          o: fc.constant('set' as const),
          c: fc.constant('person'),
          i: fc.constantFrom('p1', 'p2', 'p3'),
          f: fc.record({ role: fc.constant('defender'), label: text }),
        }),
        fc.record({
          o: fc.constant('set' as const),
          c: fc.constant('need'),
          i: fc.constantFrom('n1', 'n2'),
          f: fc.record({ person: fc.constantFrom('p1', 'p2', 'p3'), note: text }),
        }),
        fc.record({ o: fc.constant('note' as const), c: fc.constant('note'), i: fc.uuid(), f: fc.record({ text }) }),
      ),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(ops, (written) => {
        const doc = docOf(written.map((op, at) => wrote(AMINA, at, op)))
        const taken = takePackage(read(packed({ file: doc, identity: null, medical: null })), taking)
        const [before, after] = [readCase(SPACE, doc), readCase(SPACE, here(taken.file))]
        const labels = new Set(before.people.map(({ label }) => label))
        expect(after.needs.map(({ note }) => note)).toEqual(before.needs.map(({ note }) => note))
        for (const label of labels) expect(after.people.map((one) => one.label)).toContain(label)
        expect(after.notes.length).toBe(before.notes.length)
        expect(after.needs.every(({ person }) => after.people.some(({ id }) => id === person))).toBe(true)
      }),
      { numRuns: 40 },
    )
    expect(takePackage(read(packed({ file: emptyDoc(), identity: null, medical: null })), taking).file).toEqual([])
    expect(TODAY).toBe('2026-03-01')
  })
})
