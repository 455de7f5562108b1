/** Rules, holds and who decides, over two organisations on plain documents; how it is done with keys is in test/stories. */
import { beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, day, done, familyCase, refusal, run, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'

const DAY_MS = 86_400_000
const closing = { reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' } as const

let stage: Stage
let family: OpenedCase

/** Amina is the steward; Yusuf contributes and decides nothing here. */
beforeEach(async () => {
  stage = await onMemory()
  family = await familyCase(stage.amina)
  const person = family.defender
  await done(stage.amina, 'saveIdentity', {
    space: family.space,
    identity: { person, name: 'Salma', otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' },
  })
})

const close = () => done(stage.amina, 'closeCase', { space: family.space, ...closing })
const all = () => ({ space: family.space, what: 'all' as const })
const due = async () => (await sees(stage.amina, 'retention', {})).due
const itemsOf = async (kind: string) => (await sees(stage.amina, 'today', {})).items.filter((item) => item.kind === kind)

describe('rules', () => {
  it('RET-7 nothing is due by a suggestion; by a rule that is on the names are due, then all of it, and Today says so', async () => {
    await close()
    await stage.pass(900 * DAY_MS)
    expect([await due(), await itemsOf('retention_due')]).toEqual([[], []])
    await done(stage.amina, 'setRetentionRule', { id: 'identity', months: 6, on: true })
    expect(await due()).toMatchObject([{ space: family.space, pseudonym: 'Olive', what: 'parts', rule: 'identity', since: '2026-09-02' }])
    await done(stage.amina, 'setRetentionRule', { id: 'safe', months: 24, on: true })
    expect(await due()).toMatchObject([{ what: 'all', rule: 'safe', since: '2028-03-02', closedOn: '2026-03-02' }])
    expect(await itemsOf('retention_due')).toMatchObject([{ cases: 1, since: '2028-03-02' }])
    expect(await refusal(stage.yusuf, 'setRetentionRule', { id: 'safe', months: 1, on: true })).toBe('not_permitted')
    expect((await sees(stage.yusuf, 'today', {})).items.filter(({ kind }) => kind === 'retention_due')).toEqual([])
    expect((await sees(stage.joost, 'retention', {})).rules.every(({ on }) => !on)).toBe(true)
  })

  it('RET-7 opened again it is not due; held it is not, and when the hold is over Today asks to look', async () => {
    await close()
    await done(stage.amina, 'setRetentionRule', { id: 'safe', months: 1, on: true })
    await stage.pass(60 * DAY_MS)
    const { length } = await due()
    await done(stage.amina, 'reopenCase', { space: family.space, why: 'Threats again.' })
    expect([length, await due()]).toEqual([1, []])
    await close()
    await stage.pass(60 * DAY_MS)
    expect((await due()).length).toBe(1)
    await done(stage.amina, 'holdCase', { space: family.space, reason: 'Needed for proceedings.', until: day('2026-09-01') })
    expect([await due(), (await sees(stage.amina, 'retention', {})).held]).toMatchObject([
      [],
      [{ pseudonym: 'Olive', until: '2026-09-01' }],
    ])
    expect((await sees(stage.amina, 'endingDraft', all())).hold).toMatchObject({ reason: 'Needed for proceedings.', byName: 'Amina' })
    await stage.pass(200 * DAY_MS)
    expect([(await due()).length, await itemsOf('hold_over')]).toMatchObject([1, [{ pseudonym: 'Olive', until: '2026-09-01' }]])
    expect(await refusal(stage.yusuf, 'liftHold', { space: family.space })).toBe('not_permitted')
  })
})

describe('deciding', () => {
  it('RET-1 only what is closed and ours; where nobody else may edit, after seven days', async () => {
    expect(await refusal(stage.amina, 'proposeEnding', { ...all(), rule: null })).toBe('invalid:open')
    await close()
    expect(await refusal(stage.yusuf, 'proposeEnding', { ...all(), rule: null })).toBe('not_permitted')
    await done(stage.amina, 'proposeEnding', { ...all(), rule: null })
    expect((await sees(stage.amina, 'retention', {})).proposals[0]).toMatchObject({ refusal: 'wait', byName: 'Amina', pseudonym: 'Olive' })
    expect(await refusal(stage.amina, 'confirmEnding', all())).toBe('invalid:wait')
    await stage.pass(7 * DAY_MS)
    await done(stage.amina, 'confirmEnding', all())
    expect((await sees(stage.amina, 'cases', { filter: {}, from: 0, count: 9 })).total).toBe(0)
    expect(await sees(stage.amina, 'search', { text: 'salma' })).toEqual([])
    expect((await sees(stage.amina, 'retention', {})).records).toMatchObject([
      { what: 'all', opened: '2026-03', closed: '2026-03', kinds: ['relocation.international'], done: true, confirmedByName: 'Amina' },
    ])
  })

  it('RET-1 the names alone: the file stays, and is worked with', async () => {
    await close()
    await done(stage.amina, 'proposeEnding', { space: family.space, what: 'parts', rule: 'identity' })
    await stage.pass(7 * DAY_MS)
    await done(stage.amina, 'confirmEnding', { space: family.space, what: 'parts' })
    const view = await sees(stage.amina, 'case', { space: family.space })
    expect([view.file.pseudonym, view.identities ?? []]).toEqual(['Olive', []])
    await done(stage.amina, 'setRetentionRule', { id: 'identity', months: 1, on: true })
    await stage.pass(90 * DAY_MS)
    expect(await due()).toEqual([])
  })

  it('RET-2 a proposal that was taken back, or from before a note, destroys nothing', async () => {
    await close()
    await done(stage.amina, 'proposeEnding', { ...all(), rule: null })
    await stage.pass(7 * DAY_MS)
    await done(stage.yusuf, 'addNote', { space: family.space, text: 'A call.' })
    expect(await refusal(stage.amina, 'confirmEnding', all())).toBe('invalid:changed')
    await done(stage.amina, 'withdrawEnding', all())
    expect(await refusal(stage.amina, 'confirmEnding', all())).toBe('not_found:space')
    expect((await sees(stage.amina, 'case', { space: family.space })).file.notes.length).toBe(1)
    expect((await sees(stage.amina, 'retention', {})).records).toEqual([])
  })

  it('RET-2 a case of others is nobody else’s to end, and without the relay nothing goes', async () => {
    const org = stage.joost.me.org
    await consentOfBoth(stage.amina, family, 'share_named_org', org)
    await done(stage.amina, 'shareCase', { space: family.space, org, part: 'file' })
    await close()
    expect(await refusal(stage.joost, 'proposeEnding', { ...all(), rule: null })).toBe('not_permitted')
    expect((await sees(stage.amina, 'endingDraft', all())).organisations.map((row) => row.org)).toEqual([org])
    stage.setOnline(stage.amina, false)
    expect(await refusal(stage.amina, 'proposeEnding', { ...all(), rule: null })).toBe('offline')
    stage.setOnline(stage.amina, true)
    await done(stage.amina, 'proposeEnding', { ...all(), rule: null })
    await stage.pass(7 * DAY_MS)
    stage.setOnline(stage.amina, false)
    expect(await refusal(stage.amina, 'confirmEnding', all())).toBe('offline')
    stage.setOnline(stage.amina, true)
    expect((await sees(stage.joost, 'case', { space: family.space })).goneSince).toBeNull()
    expect((await run(stage.amina, 'confirmEnding', all())).ok).toBe(true)
    expect((await sees(stage.joost, 'cases', { filter: {}, from: 0, count: 9 })).total).toBe(0)
  })
})
