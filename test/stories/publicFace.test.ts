/** What a shelter shows to everyone: what it marked public and a steward published, signed, and nothing else. */
import { expect, test } from 'vitest'
import { serviceDraft } from '@pergola/client/testing'
import { LIMITS, decode, edition } from '@pergola/protocol'
import { signEdition } from '@pergola/core/exchange'
import type { FactDraft } from '@pergola/client'
import { circle } from './people.ts'

const fact = (code: string, value: string, visibility: NonNullable<FactDraft['visibility']>): FactDraft => ({
  code,
  value,
  source: 'our house',
  visibility,
})

const HOUSE = serviceDraft(
  'Three months by the sea',
  { kinds: ['relocation.international'], regions: ['001'], languages: ['ar'] },
  {
    visibility: 'public',
    facts: [fact('target', 'Defenders and their families', 'public'), fact('channel', 'Ask for Joost at the mill', 'network')],
  },
)
const HIDDEN = serviceDraft('House behind the dyke', { kinds: ['relocation.international'] }, { visibility: 'match' })
const INSIDE = serviceDraft('For members only', { kinds: ['medical'] }, { visibility: 'network' })

test('PUB-1 a shelter shows one of three services to everyone, changes its mind, and takes it down', async () => {
  const { relay, amina, joost } = await circle()
  const page = async (path: string): Promise<string> =>
    Buffer.from((await relay.request('GET', path, {}, new Uint8Array(0))).body).toString()

  const { id } = await joost.do('saveService', { service: HOUSE })
  await joost.do('saveService', { service: HIDDEN })
  await joost.do('saveService', { service: INSIDE })
  await joost.do('saveCall', {
    call: {
      service: id,
      title: 'Two places from May',
      about: 'Write by April.',
      kinds: ['relocation.international'],
      regions: [],
      languages: [],
      amountMax: null,
      opensOn: null,
      closesOn: null,
      link: '',
    },
  })

  // Marked is not shown: a steward publishes.
  const before = await joost.sees('publicPage', {}, ({ services, calls }) => services.length === 1 && calls.length === 1)
  expect(before).toMatchObject({ shownSince: null, differs: true, services: ['Three months by the sea'], calls: ['Two places from May'] })
  expect(await page('/public')).not.toContain('sea')
  expect(await joost.do('publishPage', {})).toEqual({ services: 1 })

  // Everyone reads it, in every form, and nothing of the rest.
  const everything = (await Promise.all(['/public', '/public/organizations.json', '/public/feed.xml', '/public/calls.ics'].map(page))).join(
    '\n',
  )
  expect(everything).toContain('Three months by the sea')
  expect(everything).toContain('Defenders and their families')
  for (const kept of ['dyke', 'mill', 'For members only', 'our book', 'vouch']) expect(everything).not.toContain(kept)
  const shown = await joost.sees('publicPage', {}, ({ shownSince }) => shownSince !== null)
  expect(shown.differs).toBe(false)

  // Amina, of another organisation, has nothing to publish; the shelter's stays.
  expect(await amina.pergola.run('publishPage', {})).toMatchObject({ ok: false, problem: { type: 'invalid', field: 'services' } })

  // What changes is shown when it is published again, not before.
  await joost.do('saveService', { service: { ...HOUSE, id, name: 'Six months by the sea' } })
  await joost.sees('publicPage', {}, ({ differs }) => differs)
  expect(await page('/public/organizations.json')).toContain('Three months')
  await joost.do('publishPage', {})
  expect(await page('/public/organizations.json')).toContain('Six months')

  await joost.do('takeDownPage', {})
  for (const path of ['/public', '/public/organizations.json', '/public/feed.xml', '/public/calls.ics']) {
    expect(await page(path), path).not.toMatch(/sea|Huis|months|May/u)
  }
  expect((await joost.sees('publicPage', {}, ({ shownSince }) => shownSince === null)).differs).toBe(true)
})

test('PUB-2 what is too long is refused before it is signed', async () => {
  const draft = { org: '00'.repeat(16) as never, issued: 1, generation: 1 }
  let asked = 0
  const sign = async (): Promise<Uint8Array> => new Uint8Array(64).fill((asked += 1))
  const tooLong = await signEdition({ ...draft, document: new Uint8Array(LIMITS.editionBytes + 1) }, sign)
  expect(tooLong).toEqual({ ok: false, problem: { type: 'too_large', most: LIMITS.editionBytes } })
  expect(asked).toBe(0)
  const fits = await signEdition({ ...draft, document: new Uint8Array(LIMITS.editionBytes) }, sign)
  expect(fits.ok && decode(edition, fits.value).ok).toBe(true)
})
