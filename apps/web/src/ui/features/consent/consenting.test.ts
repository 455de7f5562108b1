import type { Consent } from '@pergola/core/casework'
import { expect, test } from 'vitest'
import { standingYes } from './consenting.ts'

const HEARD = {
  scope: 'share_named_org',
  org: 'noord',
  recipient: '',
  parts: [],
  given: true,
  on: '2026-03-02',
  until: null,
  withdrawnOn: null,
}
const said = (id: string, more: object): Consent => ({ ...HEARD, id, person: 'halima', ...more }) as unknown as Consent
const onPaper = (...consents: readonly Consent[]) =>
  standingYes(consents, 'halima', '2026-03-10').map(({ consent, parts, without }) =>
    [consent.id, ...parts, ...without.map((part) => `not ${part}`)].join(' '),
  )

test('on paper stands what holds today: in which parts, once, and nothing that was withdrawn, has ended, or begins later', () => {
  const whole = said('whole', { withdrawnOn: '2026-03-09' })
  const medical = said('medical', { parts: ['medical'] })
  expect(onPaper(whole, medical)).toEqual(['medical medical'])
  expect(onPaper(said('then', {}), said('again', { on: '2026-03-05' }))).toEqual(['again'])
  expect(onPaper(said('ended', { until: '2026-03-09' }), said('later', { on: '2026-04-01' }))).toEqual([])
  expect(onPaper(said('hers', { person: 'imani' }))).toEqual([])
})

test('a later no ends the yes to the same question, and to those of its parts that it names', () => {
  const no = (more: object) => said('no', { given: false, on: '2026-03-05', ...more })
  expect(onPaper(said('yes', {}), no({}))).toEqual([])
  expect(onPaper(said('yes', {}), no({ org: 'fund' }))).toEqual(['yes'])
  expect(onPaper(said('both', { parts: ['medical', 'emergency'] }), no({ parts: ['medical'] }))).toEqual(['both emergency'])
  expect(onPaper(said('yes', {}), no({ parts: ['medical'] }))).toEqual(['yes not medical'])
  expect(onPaper(said('medical', { parts: ['medical'] }), no({ parts: ['medical'] }))).toEqual([])
})
