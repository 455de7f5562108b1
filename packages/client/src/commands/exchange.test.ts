import { beforeEach, describe, expect, it } from 'vitest'
import { exportDirectory, openFile } from '@pergola/core/exchange'
import { rowsOf } from '@pergola/core/record'
import { utf8ToBytes } from '@pergola/core/text'
import { done, refusal, sees } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import { serviceDraft } from '../testing/serviceDraft.ts'
import { directoryOf } from '../views/directoryOf.ts'
import type { World } from '../world/world.ts'

let amina: World
let joost: World
beforeEach(async () => {
  const stage = await onMemory()
  amina = stage.amina
  joost = stage.joost
})

const open = async (world: World, text: string, name = 'partners.csv') => done(world, 'openImport', { name, content: utf8ToBytes(text) })
const counted = (world: World): readonly [providers: number, services: number] => {
  const { doc } = world.network()!
  return [rowsOf(doc, 'provider').size, rowsOf(doc, 'service').size]
}
const PARTNERS = 'Org;What;Notes\nWillow House;Rest;quiet\nCedar Fund;Grants;small\n'
const MAPPING = { Org: 'provider', What: 'name', Notes: 'ignore' } as const

describe('importing a list', () => {
  it('CMD-43 nothing is written before it is looked through; what is chosen for an entry is done', async () => {
    const before = counted(amina)
    const { id, settings } = await open(amina, PARTNERS)
    expect([settings.source, settings.mapping]).toEqual(['partners', { Org: 'provider', What: 'statement', Notes: 'statement' }])
    await done(amina, 'setImport', { id, settings: { mapping: MAPPING } })
    await done(amina, 'chooseImport', { id, kind: 'provider', key: 'cedar-fund', choice: { leave: true } })
    const preview = await sees(amina, 'importPreview', { id, show: 'all', from: 0, count: 2 })
    expect([preview.total, preview.entries.length, preview.counts.outcomes]).toMatchObject([4, 2, { added: 2, left: 2 }])
    expect(counted(amina)).toEqual(before)
    expect(await done(amina, 'runImport', { id })).toMatchObject({ ended: null, written: 2, counts: { added: 2, left: 2 } })
    expect(directoryOf(joost).services.map(({ name, facts }) => [name, facts.length])).toContainEqual(['Rest', 0])
    expect(await refusal(amina, 'runImport', { id })).toBe('not_found:id')
  })

  it('CMD-43 what is no list is refused with its reason; a member who only reads imports nothing', async () => {
    expect(await refusal(amina, 'openImport', { name: 'a.json', content: utf8ToBytes('{') })).toBe('invalid:content')
    const reader: World = { ...amina, me: { ...amina.me, role: 'reader' } }
    expect(await refusal(reader, 'openImport', { name: 'a.csv', content: utf8ToBytes(PARTNERS) })).toBe('not_permitted')
  })

  it('CMD-44 cancelled, it says what stands and what does not; imported again it goes on and doubles nothing', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `House ${at},Rest ${at},${'x'.repeat(9_000)}`).join('\n')
    const text = `provider,name,about\n${rows}\n`
    let looks = 0
    const impatient: World = {
      ...amina,
      progress: () => ({ report: () => undefined, cancelled: () => (looks += 1) > 1, end: () => undefined }),
    }
    const { id } = await open(impatient, text)
    const report = await done(impatient, 'runImport', { id })
    expect(report.ended).toEqual({ type: 'cancelled' })
    expect(report.written).toBeGreaterThan(0)
    expect([report.counts.added, report.counts.not_written]).toEqual([report.written, 600 - report.written])
    const [providers, services] = counted(amina)
    expect(providers + services).toBe(report.written)
    const again = await open(amina, text)
    expect(await done(amina, 'runImport', { id: again.id })).toMatchObject({
      ended: null,
      counts: { unchanged: report.written, added: 600 - report.written },
    })
    expect(counted(amina)).toEqual([300, 300])
  })

  it('CMD-44 without room it ends the same way, with the reason', async () => {
    const full: World = { ...amina, writeMany: async () => ({ written: 0, answer: { ok: false, problem: { type: 'storage_full' } } }) }
    const { id } = await open(full, PARTNERS)
    expect(await done(full, 'runImport', { id })).toMatchObject({ ended: { type: 'storage_full' }, written: 0, counts: { not_written: 4 } })
  })

  it('CMD-45 what columns say is remembered for colleagues, and nothing else of the file', async () => {
    const first = await open(amina, PARTNERS)
    await done(amina, 'setImport', { id: first.id, settings: { mapping: MAPPING } })
    await done(amina, 'runImport', { id: first.id })
    const second = await open(amina, 'Notes;Org;What\nx;Maple;Walk\n', 'others.csv')
    expect([second.remembered, second.settings.mapping]).toEqual([true, MAPPING])
    const kept = JSON.stringify([...rowsOf(amina.book().doc, 'importMapping').values()].map(({ cells }) => cells))
    expect(kept).not.toMatch(/Willow|quiet/u)
  })

  it('CMD-46 an export holds what may be given on, and comes back as it was', async () => {
    const draft = serviceDraft('Rest', {}, { about: 'Kept between us', visibility: 'match' })
    await done(amina, 'saveService', { service: draft })
    await done(amina, 'saveService', { service: serviceDraft('Rooms', { maxDays: 90 }) })
    const file = await done(joost, 'exportDirectory', { format: 'hsds-json', scope: 'network' })
    expect(new TextDecoder().decode(file.content)).not.toContain('Kept between us')
    expect(openFile(file.content, file.name).ok).toBe(true)
    const { id } = await done(joost, 'openImport', { name: file.name, content: file.content })
    expect((await sees(joost, 'importPreview', { id, show: 'all', from: 0, count: 10 })).counts.operations).toBe(0)
    expect((await done(joost, 'exportDirectory', { format: 'csv', scope: 'public' })).services).toBe(0)
    expect(exportDirectory(directoryOf(joost), 'vcard', 'network', '2026-03-02').type).toBe('text/vcard')
  })
})
