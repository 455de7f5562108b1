import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyTo, emptyDoc, type Doc, type Op } from '../record/index.ts'
import { AMINA, JOOST, wrote } from '../record/story.fixture.ts'
import { readDirectory } from './directory.ts'
import { fromProviderFacts } from '../exchange/fromProviderFacts.ts'
import { Issues } from '../exchange/issue.ts'
import { NO_CHOICES, opsOf, planImport } from '../exchange/plan.ts'
import { readProviderFacts } from './readProviderFacts.ts'
import { networkRules } from './policy.ts'
import { readAmount, readAnswerHours, readDuration } from './readQuantities.ts'
import { readRegions } from './readRegions.ts'

/** What importing a list does, with how many services were added, changed and left as they are. */
const planOf = (doc: Doc, rows: unknown) => {
  const list = typeof rows === 'string' ? (JSON.parse(rows) as readonly unknown[]) : (rows as readonly unknown[])
  const issues = new Issues()
  const reading = { ...fromProviderFacts(list, issues), issues: issues.list, moreIssues: 0 }
  const plan = planImport(doc, reading, 'list', NO_CHOICES, AMINA, networkRules)
  const count = (outcome: string): number => plan.entries.filter((entry) => entry.kind === 'service' && entry.outcome === outcome).length
  return {
    ops: opsOf(plan, NO_CHOICES),
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    issues: issues.list,
  }
}
const after = (doc: Doc, plan: { readonly ops: readonly Op[] }, minutes = 1): Doc =>
  applyTo(doc, [wrote(AMINA, minutes, ...plan.ops)], networkRules).doc

const ROW = {
  id: 'far_fund',
  org: 'Far Fund',
  programme: 'Temporary Relocation',
  amount_max: '7500 EUR',
  duration: '3–6 months',
  region: 'Kenya and Uganda',
  languages: ['en', 'sw'],
  excludes: ['running costs', 'HRDs already in exile'],
  note: 'family included',
  source: 'far.example/grants',
  last_checked_by_us: '2026-11-22 from a stored page',
}
const reachOf = (row: Readonly<Record<string, unknown>>) =>
  readDirectory(after(emptyDoc(), planOf(emptyDoc(), [{ id: 'x', org: 'X', ...row }]))).services[0]?.reach

describe('importing a list', () => {
  test('IMP-1 every statement becomes a fact with its source and the day it was checked', () => {
    const [service] = readDirectory(after(emptyDoc(), planOf(emptyDoc(), [ROW]))).services
    expect(service).toMatchObject({
      org: null,
      provider: 'Far Fund',
      name: 'Temporary Relocation',
      about: 'family included',
      checkedOn: '2026-11-22',
    })
    expect(service?.facts.map(({ code, value }) => [code, value])).toEqual([
      ['amount_max', '7500 EUR'],
      ['duration', '3–6 months'],
      ['region', 'Kenya and Uganda'],
      ['languages', 'en; sw'],
      ['excluded', 'running costs; HRDs already in exile'],
      ['note', 'family included'],
      ['last_checked', '2026-11-22 from a stored page'],
    ])
    expect(new Set(service?.facts.map(({ source, checkedOn }) => `${source} ${checkedOn}`))).toEqual(
      new Set(['far.example/grants 2026-11-22']),
    )
  })
  test('IMP-2 what can be reckoned with is read beside it', () => {
    expect(reachOf(ROW)).toEqual({
      kinds: ['relocation'],
      regions: ['KE', 'UG'],
      languages: ['en', 'sw'],
      maxDays: 182,
      amountMax: { amount: 7500, currency: 'EUR' },
      family: 'yes',
      exile: 'no',
      excludes: ['exile', 'running_costs'],
    })
  })
  test('IMP-3 importing again changes nothing; a changed row is updated and never doubled, whoever imports it', () => {
    const once = after(emptyDoc(), planOf(emptyDoc(), [ROW]))
    expect(planOf(once, [ROW])).toMatchObject({ ops: [], added: 0, updated: 0, unchanged: 1 })
    const plan = planOf(once, [{ ...ROW, amount_max: '9000 EUR' }])
    expect(plan).toMatchObject({ added: 0, updated: 1 })
    const twice = applyTo(once, [wrote(JOOST, 2, ...plan.ops)], networkRules).doc
    expect(readDirectory(twice).services.map(({ reach }) => reach.amountMax?.amount)).toEqual([9000])
  })
  test('IMP-4 a row that cannot be read fails by itself, with its number', () => {
    const plan = planOf(emptyDoc(), [
      ROW,
      'text',
      { org: 'no id' },
      { ...ROW },
      { id: 'a/../b', org: 'X' },
      { id: 'y', org: ' ' },
      { id: 'z', org: 'Z', note: 'x'.repeat(30_000) },
      { id: 'ok', org: 'OK' },
    ])
    expect(plan.issues.map(({ row, what, code }) => [row, what, code])).toEqual([
      [2, 'failed', 'not_a_row'],
      [3, 'failed', 'no_id'],
      [4, 'failed', 'doubled_id'],
      [5, 'failed', 'no_id'],
      [6, 'failed', 'no_provider'],
      [7, 'failed', 'too_large'],
    ])
    expect(plan.ops.map((op) => op.i)).toEqual([
      'imported:list/org/far-fund',
      'imported:list/org/ok',
      'imported:list/far_fund',
      'imported:list/ok',
    ])
  })
  test('IMP-5 what is no list, no JSON, or above 5 MB fails as a whole', () => {
    const problem = (text: string) => {
      const read = readProviderFacts(text)
      return read.ok ? 'read' : read.problem.type
    }
    expect(['{}', '[{]', `["${'é'.repeat(2_500_000)}"]`, `[${'0,'.repeat(20_000)}0]`, '[]'].map(problem)).toEqual([
      'not_a_list',
      'not_json',
      'too_large',
      'too_many_rows',
      'read',
    ])
  })
  test('IMP-6 names in a list cannot reach the prototype or turn a line around', () => {
    const text = `[{"id": "x", "org": "Fund\u202e", "__proto__": {"org": "Y"}, "constructor": "z"}]`
    const [service] = readDirectory(after(emptyDoc(), planOf(emptyDoc(), text))).services
    expect([service?.provider, service?.facts.map(({ code }) => code)]).toEqual(['Fund', ['constructor']])
  })
})

describe('reading what programmes write', () => {
  test('IMP-7 lengths of stay', () => {
    const days = [
      '3 months',
      'max 4 months',
      'average up to 6 or 12 months; renewable exceptionally',
      '2 years',
      '3–6 months relocation',
      'max 1 year',
      '4–6 months in Germany (2020 text)',
      'two weeks',
    ]
    expect(days.map(readDuration)).toEqual([91, 121, 365, 730, 182, 365, 182, 14])
    expect(
      ['NOT FOUND in what was read', '3 months (security), 2 years', 'until it is safe', '72 hours', '1 month or 2 years'].map(
        readDuration,
      ),
    ).toEqual(Array(5).fill(undefined))
  })
  test('IMP-8 amounts', () => {
    expect(
      ['7500 EUR', '20000 USD (older page)', '40000 EUR standard (usual 5000–30000), 12–18 months', '10,000 USD', 'up to 5 000 CHF'].map(
        readAmount,
      ),
    ).toEqual(
      [
        [7500, 'EUR'],
        [20000, 'USD'],
        [40000, 'EUR'],
        [10000, 'USD'],
        [5000, 'CHF'],
      ].map(([amount, currency]) => ({ amount, currency })),
    )
    expect(['a few thousand', 'EUR 7500', '7500', '50% of 7500 EUR'].map(readAmount)).toEqual([undefined, undefined, undefined, undefined])
  })
  test('IMP-9 times to the first answer', () => {
    expect(
      ['72 hours', 'first two hours', '7 days, hours in extreme cases', 'max 2 weeks', 'soon', '3 months'].map(readAnswerHours),
    ).toEqual([72, 2, 168, 336, undefined, undefined])
  })
  test('IMP-10 regions: all of a list or nothing of it', () => {
    expect(readRegions('global')).toEqual(['001'])
    expect(readRegions('African HRDs, within Africa')).toEqual(['002'])
    expect(readRegions('Asia')).toEqual(['142'])
    expect(readRegions('applicants worldwide; cities: 12 Dutch + San José, Tbilisi')).toEqual(['001'])
    expect(readRegions('Morocco, Algeria, Tunisia, Libya, Egypt, Israel and oPt, Jordan, Lebanon, Syria')).toEqual([
      'MA',
      'DZ',
      'TN',
      'LY',
      'EG',
      'IL',
      'PS',
      'JO',
      'LB',
      'SY',
    ])
    expect(readRegions('EU member states and candidate countries')).toHaveLength(36)
    expect(readRegions('Europe, France, Bosnia and Herzegovina')).toEqual(['150'])
    expect(['the Sahel', 'Kenya, Atlantis', 'Kenya and elsewhere', ''].map(readRegions)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
  test('IMP-11 languages, family, exile, closed, by referral only', () => {
    expect(reachOf({ languages: ['any'] })).toEqual({ languages: ['any'] })
    expect(reachOf({ languages: ['en', 'Klingon'] })).toEqual({})
    expect([
      reachOf({ conditions: ['willing/able to come alone'] })?.family,
      reachOf({ places: '500 incl. family' })?.family,
      reachOf({ covers: ['humanitarian.family'] })?.family,
    ]).toEqual(['alone_only', 'yes', undefined])
    expect([reachOf({ conditions: ['outside home country'] })?.exile, reachOf({ excludes: ['vehicles'] })?.exile]).toEqual([
      'only',
      undefined,
    ])
    expect(
      ['currently closed', 'not accepting new applications from 2023 – CHECK', 'CHECK – funding changes', 'open'].map(
        (status) => reachOf({ status })?.state,
      ),
    ).toEqual(['closed', 'closed', undefined, undefined])
    expect(reachOf({ status: 'paused until May' })?.state).toBe('paused')
    expect(reachOf({ channel: 'referral only: through members' })?.whoMayApply).toEqual(['referral_only'])
  })
  test('IMP-12 kinds by their code, else by a word in the name that is one; anything else stays unknown', () => {
    expect(reachOf({ covers: ['medical', 'relocation', 'magic'] })?.kinds).toEqual(['medical', 'relocation'])
    expect(['24/7 emergency line', 'City residency', 'Urgent Grants'].map((programme) => reachOf({ programme })?.kinds)).toEqual([
      ['helpline'],
      ['fellowship'],
      undefined,
    ])
  })
})

describe('what a programme asks of those who apply', () => {
  test('IMP-14 how recent, how long before, by when to decide and to use it: in hours, days, months; the shortest where several are named', () => {
    const reach = reachOf({
      incident_window: 'threat within past 90 days',
      track_record: 'at least six months of HR work',
      decision_time: 'funds 1–7 days',
      implement_within: '3 months (security), 6 months (opportunity)',
    })
    expect(reach).toEqual({ incidentWindowDays: 90, trackRecordMonths: 6, decisionHours: 168, implementWithinDays: 91 })
    expect(reachOf({ incident_window: 'recent', track_record: 'some', decision_time: 'soon', implement_within: 'in time' })).toEqual({})
  })
  test('IMP-15 who speaks for the applicant: a member or partner of the provider, or so many referees', () => {
    const asked = (row: Readonly<Record<string, unknown>>) => [reachOf(row)?.endorsement, reachOf(row)?.referees]
    expect(asked({ endorsement: 'must be vouched for by a member/partner organisation' })).toEqual(['member', undefined])
    expect(asked({ condition: 'two references' })).toEqual(['referees', 2])
    expect(asked({ condition: 'confirmed by at least two trusted sources; not structural' })).toEqual(['referees', 2])
    expect(asked({ condition: 'referees verified through coalitions' })).toEqual(['referees', undefined])
    expect(asked({ condition: 'a digital emergency' })).toEqual([undefined, undefined])
  })
  test('IMP-16 who may apply, for whom and not for whom; a list of targets is read whole or not at all', () => {
    expect(reachOf({ who_may_apply: ['host organisation', 'the HRD', 'third party'] })?.whoMayApply).toEqual([
      'self',
      'third_party',
      'host',
    ])
    expect(reachOf({ who_may_apply: ['the mayor'] })?.whoMayApply).toBeUndefined()
    expect(reachOf({ target: 'women- or trans-led; family included' })?.targets).toEqual(['women', 'trans_led'])
    expect(reachOf({ target: 'HRDs and their organisations' })?.targets).toEqual(['defenders', 'organisations'])
    expect(reachOf({ target: 'HRDs targeted because of online activism' })?.targets).toEqual(['online_activists'])
    expect(reachOf({ target: 'journalists, wizards' })?.targets).toBeUndefined()
    expect(reachOf({ excludes: ['retrospective funding', 'vehicles', 'anything blue'] })?.excludes).toEqual(['retrospective', 'vehicles'])
  })
  test('IMP-17 whether one has to return, and where a stay is when its length names the place', () => {
    const back = ['able and willing to return after 3 months', 'no', 'not required', 'see website'].map(
      (text) => reachOf({ return_required: text })?.returnRequired,
    )
    expect(back).toEqual([true, false, false, undefined])
    expect(reachOf({ duration: '4–6 months in Germany (2020 text)' })?.locatedIn).toEqual(['DE'])
    expect(reachOf({ duration: '3 months in a city' })?.locatedIn).toBeUndefined()
  })
})

const REAL = new URL('../../../../../shared/domain/provider-facts.json', import.meta.url)

test.skipIf(!existsSync(REAL))('IMP-13 all 23 programmes of the real list are imported (skipped where the list is not at hand)', () => {
  const plan = planOf(emptyDoc(), readFileSync(REAL, 'utf8'))
  expect([plan.added, plan.issues]).toEqual([23, []])
  const doc = after(emptyDoc(), plan)
  expect(planOf(doc, readFileSync(REAL, 'utf8'))).toMatchObject({ added: 0, updated: 0, unchanged: 23 })
  const { services } = readDirectory(doc)
  expect(services.every(({ facts, checkedOn }) => facts.length > 0 && checkedOn === '2026-11-22')).toBe(true)
  const reachBy = (name: string) => services.find((service) => service.id.endsWith(name))?.reach
  expect(reachBy('shelter_city')).toMatchObject({ regions: ['001'], maxDays: 91, family: 'alone_only', returnRequired: true })
  expect(reachBy('fld_protection_grant')).toMatchObject({ exile: 'no', targets: ['defenders', 'organisations'] })
  expect(reachBy('fld_protection_grant')?.excludes).toEqual([
    'exile',
    'already_funded',
    'retrospective',
    'living_costs',
    'running_costs',
    'salaries',
    'international_organisations',
    'vehicles',
    'armed_guards',
    'broad_projects',
  ])
  expect(reachBy('canada_stream')).toMatchObject({ exile: 'only', whoMayApply: ['referral_only'], family: 'yes' })
  expect(reachBy('fh_eap')).toMatchObject({ incidentWindowDays: 90, trackRecordMonths: 6 })
  expect(reachBy('uaf_rapid')).toMatchObject({
    answerHours: 72,
    decisionHours: 168,
    implementWithinDays: 91,
    targets: ['women', 'trans_led'],
  })
  expect(reachBy('ddp_sustainable')).toMatchObject({ state: 'closed', endorsement: 'referees', referees: 2 })
  expect(reachBy('forum_asia')?.endorsement).toBe('member')
  expect(reachBy('pd_temporary_relocation')?.whoMayApply).toEqual(['self', 'third_party', 'host'])
  expect(reachBy('esi')?.locatedIn).toEqual(['DE'])
  expect(reachBy('mfrr')?.targets).toEqual(['media_workers', 'media_organisations'])
  expect(services.find(({ id }) => id.endsWith('accessnow_helpline'))?.facts.map(({ code }) => code)).toContain('availability')
})
