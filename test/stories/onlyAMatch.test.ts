/** A shelter that only shows as a match: three organisations over a relay, one of which is chosen, and then is not any more. */
import { expect, test } from 'vitest'
import type { FactDraft, ServiceDraft } from '@pergola/client'
import { placesFree, serviceDraft } from '@pergola/client/testing'
import type { Day } from '@pergola/core/casework'
import { openCommit } from '@pergola/core/space'
import { atPeace, circle, crypto, type Someone } from './people.ts'
import { logOf, spacesKeptBy } from './seized.ts'

const all = { filter: {}, from: 0, count: 50 } as const
const named = async (someone: Someone): Promise<readonly string[]> =>
  (await someone.ask('directory', all)).rows.map(({ service }) => service.name)

const fact = (code: string, value: string, visibility: 'match' | 'chosen'): FactDraft => ({
  code,
  value,
  source: 'our own house',
  visibility,
})

const HOUSE: ServiceDraft = serviceDraft(
  'House behind the dyke',
  {
    kinds: ['relocation.international'],
    regions: ['001'],
    locatedIn: ['NL'],
    languages: ['ar'],
    maxDays: 90,
    family: 'yes',
    state: 'open',
    ...placesFree(2),
  },
  {
    visibility: 'match',
    about: 'Third door after the mill.',
    places: [{ kind: 'physical', name: 'House', country: 'NL', region: '', city: 'Noordhaven', address: 'Dijk 9' }],
  },
)

const NEED = {
  kind: 'relocation.international',
  from: '2026-12-01' as Day,
  to: '2027-01-31' as Day,
  place: 'NL',
  urgency: 'days',
  headcount: 2,
  note: '',
} as const

test('A shelter that only shows as a match, and what one chosen organisation is told until it is not chosen any more', async () => {
  const { relay, amina, joost, khadija, orgs, accounts } = await circle()

  // Huis Noord enters a house. Nobody else finds it by looking, or by searching.
  const { id } = await joost.do('saveService', { service: HOUSE })
  expect(await named(joost)).toEqual(['House behind the dyke'])
  const seen = await amina.sees('service', { id }, ({ service }) => service.reach.maxDays === 90)
  expect(seen.service).toMatchObject({ name: '', about: '', provider: '', facts: [], places: [], contacts: [], org: orgs.joost })
  expect(seen.service.reach).toMatchObject({ locatedIn: ['155'], family: 'yes' })
  expect([await named(amina), await named(khadija)]).toEqual([[], []])
  expect(await amina.ask('search', { text: 'dyke' })).toEqual([])

  // It answers a need all the same: there is a place for a family in the region; ask us.
  const { space } = await amina.do('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: '' })
  const { id: person } = await amina.do('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['ar'] })
  const { id: need } = await amina.do('saveNeed', { space, need: { ...NEED, person } })
  const answer = JSON.stringify(await amina.sees('match', { space, need }, (match) => JSON.stringify(match).includes(id)))
  for (const word of ['dyke', 'mill', 'Noordhaven', 'Dijk 9']) expect(answer).not.toContain(word)

  // The fund is told more than the others: a fact for it alone, and then the whole house.
  const more = { ...HOUSE, id, audience: [orgs.khadija], facts: [fact('conditions', 'no photographs of the street', 'chosen')] }
  await joost.do('saveService', { service: more })
  await khadija.sees('directory', all, ({ rows }) => rows.some(({ service }) => service.name === 'House behind the dyke'))
  const told = await khadija.ask('service', { id })
  expect(told.facts.map(({ value }) => value)).toContain('no photographs of the street')
  expect(told.service.places[0]?.city).toBe('Noordhaven')
  expect(await named(amina)).toEqual([])

  const [listing] = await spacesKeptBy(khadija, accounts.khadija.passphrase, 'listing')

  // Not any more: the fund is let go with a new key, before anything new is said to the local group.
  const words = 'the back door is blue'
  await joost.do('saveService', { service: { ...more, audience: [orgs.amina], facts: [fact('conditions', words, 'chosen')] } })
  await amina.sees('service', { id }, ({ facts }) => facts.some(({ value }) => value === words))
  await khadija.sees('directory', all, ({ rows }) => rows.length === 0)
  const after = await khadija.ask('service', { id })
  expect([after.service.name, after.facts]).toEqual(['', []])
  await atPeace(amina, joost, khadija)

  // What was written since is under a key that the fund never had, in the same listing.
  const log = await logOf(relay, listing!.space)
  expect(log.at(-1)!.header.epoch).toBe(2)
  expect(log.some((commit) => commit.header.epoch === 1 && openCommit(crypto, commit, listing!.keys[1]!) !== null)).toBe(true)
  for (const commit of log.filter(({ header }) => header.epoch === 2)) expect(openCommit(crypto, commit, listing!.keys[1]!)).toBeNull()
  const [left] = await spacesKeptBy(khadija, accounts.khadija.passphrase, 'listing')
  expect([left?.keys, left?.doc.rows.size]).toEqual([{}, 0])
  expect(await spacesKeptBy(amina, accounts.amina.passphrase, 'listing')).toHaveLength(1)
})
