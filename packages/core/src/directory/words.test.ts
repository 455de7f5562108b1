import { describe, expect, test } from 'vitest'
import { day } from '../casework/story.fixture.ts'
import { applyTo, ownedId, type Op } from '../record/index.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, as, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { callsCalendar } from './calendar.ts'
import { readDirectory } from './directory.ts'
import type { Call, Provider, Training } from './model.ts'
import { observedFrom, together } from './observed.ts'
import { networkRules } from './policy.ts'
import { parentsOf } from './readOthers.ts'
import { trainingMatches } from './trainingMatch.ts'
import { saveProvider } from './write.ts'
import { removeVouch, resolveDispute, saveCall, saveDispute, saveObserved, saveTraining, saveVouch } from './writeOthers.ts'

const service = ownedId(SHELTER, 's')
const on = day('2026-03-01')
const after = (...ops: readonly Op[]) => readDirectory(docOf([wrote(AMINA, 1, ...ops)], networkRules))
const field = (result: { ok: boolean; problem?: { field: string } }) => result.problem?.field

describe('what organisations say of one another', () => {
  test('DIR-25 everyone vouches, disagrees, calls and trains in their own name, stewards too; nobody vouches for themselves', () => {
    const id = (org: string) => `${org}:${service}`
    const word = (c: string, org: string): Op => ({ o: 'set', c, i: id(org), f: { on } })
    for (const c of ['vouch', 'dispute', 'resolution', 'answers', 'call', 'training']) {
      expect([networkRules(word(c, LOCAL_GROUP), AMINA), networkRules(word(c, FUND), as(AMINA, 'steward'))]).toEqual(['ok', 'word_is_own'])
    }
    expect(networkRules(word('vouch', SHELTER), JOOST)).toBe('others_vouch')
    expect(networkRules({ o: 'set', c: 'vouch', i: `${SHELTER}:${SHELTER}`, f: { on } }, JOOST)).toBe('others_vouch')
    const said = { org: LOCAL_GROUP, subject: service, note: 'Kind and quick.', on }
    expect(after(...opsOf(saveVouch(said))).vouches.get(service)).toEqual([said])
    expect(after(...opsOf(saveVouch(said)), ...removeVouch(LOCAL_GROUP, service)).vouches.size).toBe(0)
    expect(field(saveVouch({ ...said, org: SHELTER }))).toBe('subject')
  })
  test('DIR-25 that an organisation was stopped is said in its own name, by stewards of others too', () => {
    const stopped = (org: string): Op => ({ o: 'set', c: 'stopped', i: org, f: { at: 1, why: 'raided' } })
    expect(networkRules(stopped(LOCAL_GROUP), AMINA)).toBe('ok')
    expect(networkRules(stopped(FUND), as(AMINA, 'steward'))).toBe('stop_is_own')
  })
  test('DIR-26 a dispute is open until whoever said it, the owner of the entry or a steward resolves it', () => {
    const id = ownedId(LOCAL_GROUP, 'd')
    const book = docOf(
      [wrote(AMINA, 1, ...opsOf(saveDispute({ id, service, code: 'family', says: 'They took one only.', on })))],
      networkRules,
    )
    const resolvedBy = (author: typeof AMINA) => {
      const { doc } = applyTo(book, [wrote(author, 2, ...resolveDispute(author.org, id, on, 'Asked again.'))], networkRules)
      return readDirectory(doc).disputes.get(service)?.[0]?.resolved?.by ?? null
    }
    expect(readDirectory(book).disputes.get(service)).toEqual([
      { id, org: LOCAL_GROUP, service, code: 'family', says: 'They took one only.', on, resolved: null },
    ])
    const stranger = { ...JOOST, org: FUND }
    expect([resolvedBy(AMINA), resolvedBy(JOOST), resolvedBy(stranger), resolvedBy(as(stranger, 'steward'))]).toEqual([
      LOCAL_GROUP,
      SHELTER,
      null,
      FUND,
    ])
    expect(field(saveDispute({ id, service, code: '', says: ' ', on }))).toBe('says')
  })
  test('DIR-27 of answers only middles over at least five are told, and reasons only where five declined', () => {
    const seen = (hours: number | null, outcome: 'taken_up' | 'declined' | 'other', reason: string | null = null) => ({
      service,
      hours,
      outcome,
      reason,
    })
    const four = [10, 20, 30, 40].map((hours) => seen(hours, 'taken_up'))
    expect(observedFrom(LOCAL_GROUP, [...four, seen(null, 'other')], on)).toEqual([])
    const [observed] = observedFrom(
      LOCAL_GROUP,
      [
        seen(10, 'taken_up'),
        seen(60, 'declined', 'no_capacity'),
        seen(20, 'taken_up'),
        seen(30, 'other'),
        seen(40, 'other'),
        seen(50, 'other'),
      ],
      on,
    )
    expect(observed).toEqual({ org: LOCAL_GROUP, service, n: 6, medianHours: 35, takenUp: 2, declined: 1, reasons: {}, through: on })
    const [more] = observedFrom(
      LOCAL_GROUP,
      [1, 2, 3, 4, 5].map((hours) => seen(hours, 'declined', 'no_capacity')),
      on,
    )
    expect(more?.reasons).toEqual({ no_capacity: 5 })
    expect(after(...opsOf(saveObserved(observed!))).observed.get(service)).toEqual([observed])
    expect(field(saveObserved({ ...observed!, n: 4 }))).toBe('n')
    const forged: Op = { o: 'set', c: 'answers', i: ownedId(LOCAL_GROUP, service), f: { n: 4, medianHours: 1, through: on } }
    expect(after(forged).observed.size).toBe(0)
    expect(together([observed!, { ...more!, org: FUND, n: 8, takenUp: 0, medianHours: 2 }])).toEqual({
      n: 14,
      medianHours: 2,
      takenUpShare: 2 / 14,
    })
    expect(together([])).toBeNull()
  })
})

describe('providers outside the network', () => {
  const provider: Omit<Provider, 'id' | 'enteredBy'> = {
    name: 'City Clinic',
    otherNames: ['عيادة المدينة'],
    kind: 'clinic',
    about: '',
    website: 'https://clinic.example',
    email: '',
    countries: ['KE'],
    parent: null,
    contacts: [],
    identifiers: [{ scheme: 'register', value: '12' }],
    source: 'their leaflet',
    checkedOn: on,
    reviewOn: null,
  }
  const ids = ['a', 'b', 'c'].map((part) => ownedId(LOCAL_GROUP, part)) as [string, string, string]

  test('DIR-28 a provider is read as it was written; parents that go round in a circle are cut', () => {
    const { providers } = after(
      ...opsOf(saveProvider(ids[0], { ...provider, parent: ids[1] })),
      ...opsOf(saveProvider(ids[1], { ...provider, name: 'Ministry', parent: ids[2] })),
      ...opsOf(saveProvider(ids[2], { ...provider, name: 'State', parent: ids[0] })),
    )
    expect(providers.get(ids[0])).toEqual({ ...provider, id: ids[0], parent: ids[1], enteredBy: LOCAL_GROUP })
    expect(parentsOf(providers, ids[0]).map(({ name }) => name)).toEqual(['Ministry', 'State'])
    expect([
      field(saveProvider(ids[0], { ...provider, source: '' })),
      field(saveProvider(ids[0], { ...provider, parent: ids[0] })),
    ]).toEqual(['source', 'parent'])
  })
})

describe('open calls and training', () => {
  const CALL: Omit<Call, 'org'> = {
    id: ownedId(LOCAL_GROUP, 'c'),
    service: null,
    title: 'Rest; and, write',
    about: 'Line one\nline two',
    kinds: ['fellowship'],
    regions: ['002'],
    languages: ['en'],
    amountMax: { amount: 3000, currency: 'EUR' },
    opensOn: null,
    closesOn: day('2026-05-31'),
    link: 'https://call.example/apply',
  }
  test('DIR-29 open calls come by their last day; a link is one that a browser may follow', () => {
    const later = { ...CALL, id: ownedId(LOCAL_GROUP, 'a'), closesOn: null }
    expect(after(...opsOf(saveCall(later)), ...opsOf(saveCall(CALL))).calls).toEqual([
      { ...CALL, org: LOCAL_GROUP },
      { ...later, org: LOCAL_GROUP },
    ])
    expect(['javascript:alert(1)', 'https:/x', 'ftp://x'].map((link) => field(saveCall({ ...CALL, link })))).toEqual([
      'link',
      'link',
      'link',
    ])
    expect(field(saveCall({ ...CALL, opensOn: day('2026-06-01') }))).toBe('closesOn')
  })
  test('DIR-30 the calendar has a day for each call with a last day, in lines of at most 75 bytes, nothing of it unescaped', () => {
    const long = 'أ'.repeat(80)
    const text = callsCalendar(
      [
        { ...CALL, org: FUND },
        { ...CALL, id: 'x:y', title: long, org: FUND },
        { ...CALL, closesOn: null, org: FUND },
      ],
      () => 'Fund',
      Date.UTC(2026, 2, 1),
    )
    expect(text.match(/BEGIN:VEVENT/gu)).toHaveLength(2)
    expect(text).toContain(
      'DTSTART;VALUE=DATE:20260531\r\nDTEND;VALUE=DATE:20260601\r\nSUMMARY:Rest\\; and\\, write (Fund)\r\nDESCRIPTION:Line one\\nline two\r\n',
    )
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${long} (Fund)`)
  })
  test('DIR-31 an offer meets a request of the same form with a topic, a language and days in common', () => {
    const offer: Training = {
      id: 'o',
      org: SHELTER,
      side: 'offer',
      what: 'training',
      title: 'First aid for phones',
      topics: ['digital_security', 'wellbeing'],
      languages: ['en', 'fr'],
      regions: ['014'],
      format: 'in_person',
      from: day('2026-04-01'),
      to: day('2026-04-30'),
      note: '',
    }
    const request: Training = {
      ...offer,
      id: 'r',
      org: LOCAL_GROUP,
      side: 'request',
      topics: ['digital_security'],
      languages: ['fr', 'sw'],
      regions: ['KE'],
      from: null,
      to: null,
    }
    const { org: _org, ...told } = { ...request, id: ownedId(LOCAL_GROUP, 'r') }
    expect(after(...opsOf(saveTraining(told))).trainings).toEqual([{ ...request, id: told.id }])
    expect(trainingMatches(request, [offer])).toEqual([
      { training: offer, topics: ['digital_security'], languages: ['fr'], datesMeet: null, placeMeets: true },
    ])
    const others: readonly Partial<Training>[] = [
      { side: 'request' },
      { org: LOCAL_GROUP },
      { what: 'mentoring' },
      { topics: ['legal'] },
      { languages: ['ru'] },
      { to: day('2026-02-01'), from: null },
    ]
    const dated = { ...request, from: day('2026-04-15') }
    expect(others.flatMap((other) => trainingMatches(dated, [{ ...offer, ...other }]))).toEqual([])
    expect(trainingMatches(dated, [{ ...offer, regions: ['142'] }])[0]).toMatchObject({ datesMeet: true, placeMeets: false })
  })
})
