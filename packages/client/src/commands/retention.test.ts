/** Rules, holds and who decides, over two organisations on plain documents; how it is done with keys is in test/stories. */
import { beforeEach, describe, expect, it } from 'vitest'
import { nameMedicalSpace } from '@pergola/core/care'
import { linkNotice } from '@pergola/core/consent'
import { proposeEnding, readProposals } from '@pergola/core/retention'
import { attachFile } from '@pergola/core/casework'
import { ownedId, rowAt, setOp, wholeIn } from '@pergola/core/record'
import type { BlobId, SpaceId } from '@pergola/protocol'
import { filesIn } from '../views/namedFiles.ts'
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
const end = async (space: SpaceId) => {
  await done(stage.amina, 'proposeEnding', { space, what: 'all', rule: null })
  await stage.pass(7 * DAY_MS)
  await done(stage.amina, 'confirmEnding', { space, what: 'all' })
}
const all = () => ({ space: family.space, what: 'all' as const })
const due = async () => (await sees(stage.amina, 'retention', {})).due
const itemsOf = async (kind: string) => (await sees(stage.amina, 'today', {})).items.filter((item) => item.kind === kind)

describe('the list of all cases for new devices', () => {
  it('SYNC-20 goes with a case that is destroyed, and is due to be made anew', async () => {
    const { amina } = stage
    const count = () => wholeIn(rowAt(amina.book().doc, 'index', 'main'), 'count', -1)
    await amina.write(amina.book().space, [setOp('index', 'main', { blob: 'ab'.repeat(16), count: 300 })])
    await close()
    await end(family.space)
    expect(count()).toBe(0)
  })
})

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

  it('RET-9 a proposal that names another case too, or a file that is not of this one, destroys nothing', async () => {
    const other = await familyCase(stage.amina, 'Heron')
    await done(stage.amina, 'attachFile', { space: other.space, name: 'letter.txt', type: 'text/plain', content: new Uint8Array(9) })
    await close()
    await done(stage.amina, 'proposeEnding', { ...all(), rule: null })
    await stage.pass(7 * DAY_MS)
    const [agreed] = readProposals(stage.amina.book().doc)
    const more = await stage.amina.agreeToEnd(other.space, [])
    if (!more.ok || !agreed) throw new Error('no proposal')
    const blobs = [...filesIn((await stage.amina.open(other.space))!.doc)]
    const wide = { ...agreed, spaces: [...agreed.spaces, { space: other.space, blobs: [], ...more.value }] }
    const last = agreed.spaces.at(-1)!
    const foreign = { ...agreed, spaces: [...agreed.spaces.slice(0, -1), { ...last, blobs: [...last.blobs, ...blobs] }] }
    expect(blobs.length).toBe(1)
    for (const one of [wide, foreign]) {
      await stage.amina.write(stage.amina.book().space, proposeEnding(one))
      expect(await refusal(stage.amina, 'confirmEnding', all())).toBe('invalid:changed')
    }
    await stage.amina.write(stage.amina.book().space, proposeEnding(agreed))
    await done(stage.amina, 'confirmEnding', all())
    expect((await sees(stage.amina, 'case', { space: other.space })).file.files.length).toBe(1)
  })

  it('RET-9 a colleague who writes that another case is a part of this one does not make it one', async () => {
    const other = await familyCase(stage.amina, 'Heron')
    const { identitySpace } = (await sees(stage.amina, 'case', { space: other.space })).file
    await close()
    const before = (await sees(stage.amina, 'endingDraft', all())).spaces
    for (const space of [other.space, identitySpace!]) {
      await stage.yusuf.write(family.space, linkNotice(space))
      await stage.yusuf.write(family.space, [nameMedicalSpace(space)])
    }
    expect((await sees(stage.amina, 'endingDraft', all())).spaces).toEqual(before)
  })

  it('RET-10 what was handed over keeps its files when the case that it came from is destroyed; so does a case that two others became', async () => {
    const letter = new TextEncoder().encode('A letter.')
    const { joost } = stage
    await done(stage.amina, 'attachFile', { space: family.space, name: 'letter.txt', type: 'text/plain', content: letter })
    await consentOfBoth(stage.amina, family, 'share_named_org', joost.me.org)
    for (const part of ['file', 'identity'] as const) await done(stage.amina, 'shareCase', { space: family.space, org: joost.me.org, part })
    await done(stage.amina, 'offerCase', { space: family.space, org: joost.me.org })
    const { space: theirs } = await done(joost, 'takeOverCase', { space: family.space, pseudonym: 'Branch' })
    await close()
    await end(family.space)
    const [file] = (await sees(joost, 'case', { space: theirs })).file.files
    expect((await done(joost, 'openFile', { where: { space: theirs }, id: file!.id })).content).toEqual(letter)
  })

  it('RET-10 of three cases that became one after the other, the last keeps the files of the first', async () => {
    const letter = new TextEncoder().encode('A letter.')
    await done(stage.amina, 'attachFile', { space: family.space, name: 'letter.txt', type: 'text/plain', content: letter })
    const [second, third] = [await familyCase(stage.amina, 'Heron'), await familyCase(stage.amina, 'Stork')]
    await done(stage.amina, 'mergeCase', { from: family.space, into: second.space, same: [] })
    await done(stage.amina, 'mergeCase', { from: second.space, into: third.space, same: [] })
    for (const space of [second.space, family.space]) await end(space)
    const [file] = (await sees(stage.amina, 'case', { space: third.space })).file.files
    expect((await done(stage.amina, 'openFile', { where: { space: third.space }, id: file!.id })).content).toEqual(letter)
  })

  it('RET-10 nobody has a file of another case destroyed by writing its place into this one, nor keeps this one by writing what is no place', async () => {
    const { amina, yusuf } = stage
    const letter = new TextEncoder().encode('A letter.')
    const other = await familyCase(amina, 'Heron')
    await done(amina, 'attachFile', { space: other.space, name: 'letter.txt', type: 'text/plain', content: letter })
    await done(amina, 'attachFile', { space: family.space, name: 'photo.jpg', type: 'image/jpeg', content: letter })
    const [blob] = filesIn((await amina.open(other.space))!.doc)
    const [own] = filesIn((await amina.open(family.space))!.doc)
    const place = (at: string) => {
      const file = { name: 'x', type: 'text/plain', bytes: 9, sha256: 'ab'.repeat(32), blob: at as BlobId, key: new Uint8Array(32) }
      return attachFile(ownedId(yusuf.me.org, at.padEnd(32, 'f').slice(0, 32)), file)
    }
    for (const at of [blob!, 'no place', 'AB'.repeat(16)]) {
      const ops = place(at)
      if (ops.ok) await yusuf.write(family.space, ops.value)
      else
        await yusuf.write(family.space, [
          setOp('file', ownedId(yusuf.me.org, 'c'.repeat(32)), { name: 'x', blob: at, key: new Uint8Array(32) }),
        ])
    }
    await close()
    await end(family.space)
    const [file] = (await sees(amina, 'case', { space: other.space })).file.files
    expect((await done(amina, 'openFile', { where: { space: other.space }, id: file!.id })).content).toEqual(letter)
    expect((await amina.gateway.getBlob(own!)).ok).toBe(false)
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
