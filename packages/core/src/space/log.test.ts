import { describe, expect, it } from 'vitest'
import { nextHead, pushMessage, commitId, type Head, type LoggedCommit } from '@pergola/protocol'
import { openCommit, NO_CHAIN } from './commit.ts'
import { foundSpace, orgTarget, renewKey, revokeFrom } from './found.ts'
import { followLog, type Followed, type LogState } from './log.ts'
import { cryptoFrom, emptyLog, NOW, placeIn, pushOf, setStage, someone, tries, write, type Someone, type Stage } from './scene.fixture.ts'

const stage = await setStage()
const { crypto, amina, elif, rosa, joost, local, shelter, file, find, key } = stage
const start = emptyLog(stage)
const unknown = (): null => null
const pushed = (by: Someone, payloads: readonly string[], chain = NO_CHAIN, seen = start) =>
  pushOf(crypto, by, placeIn(stage, chain, seen), payloads)

const follow = (
  commits: readonly LoggedCommit[],
  {
    before = start,
    membership = file.membership,
    finds = find,
    headAt = unknown as (pos: number) => Head | null,
    claimed = null as LogState | null,
  } = {},
): Promise<Followed> => followLog(crypto, membership, before, commits, finds, headAt, claimed)

const stateOf = (followed: Followed): LogState => {
  if (followed.type !== 'ok') throw new Error(JSON.stringify(followed))
  return followed.state
}
const textsOf = (followed: Followed): readonly string[] =>
  followed.type === 'ok' ? followed.commits.map(({ commit }) => new TextDecoder().decode(openCommit(crypto, commit, key)!)) : []
const faultOf = (followed: Followed) => (followed.type === 'fault' ? followed.fault : followed.type)

const need = await pushed(amina, ['a need', 'for three'])
const answer = await pushed(joost, ['two rooms from Friday'])
const story = [...need.commits, ...answer.commits]
/** `bytes` with the one at `at` turned by a bit. */
const turned = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))

describe('a log that checks out', () => {
  it('SPACE-8 Joost reads what Amina wrote, with author, role and time', async () => {
    const followed = await follow(story)
    expect(textsOf(followed)).toEqual(['a need', 'for three', 'two rooms from Friday'])
    expect(followed).toMatchObject({ type: 'ok', skipped: [], state: { pos: 3 } })
    if (followed.type !== 'ok') return
    expect(followed.commits.map(({ pos, role, time }) => [pos, role, time])).toEqual([
      [1, 'steward', NOW],
      [2, 'steward', NOW],
      [3, 'contributor', NOW],
    ])
    expect(followed.commits.map(({ author }) => author.person)).toEqual([amina, amina, joost].map(({ person }) => person.id))
    const head = story.reduce<Head>(
      (all, { bytes, time }) => nextHead(crypto.sha256, all, commitId(crypto.sha256, bytes), time),
      start.head,
    )
    expect(followed.state.head).toBe(head)
    expect(followed.heads.get(3)).toBe(head)
    expect(followed.state.chains[amina.device.id]).toEqual(need.chain)
  })

  it('SPACE-8 in two pieces it is the same log', async () => {
    const half = stateOf(await follow(need.commits))
    expect(stateOf(await follow(answer.commits, { before: half }))).toEqual(stateOf(await follow(story)))
    expect(await follow([], { before: half })).toMatchObject({ type: 'ok', state: half, commits: [] })
  })
})

describe('a log that does not', () => {
  it('SPACE-8 bytes that are no commit stop it, with their place', async () => {
    const cut = { ...need.commits[1]!, bytes: need.commits[1]!.bytes.subarray(1) }
    expect(faultOf(await follow([need.commits[0]!, cut]))).toEqual({ type: 'malformed', pos: 2 })
  })

  it('SPACE-8 a commit of another space does not belong', async () => {
    const { actions, key: other } = foundSpace(crypto, 'identity', local.own, [])
    const identity = await write(crypto, null, amina, actions, find)
    const place = { ...placeIn(stage, NO_CHAIN), space: identity.membership.space, key: other }
    const { commits } = await pushOf(crypto, amina, place, ['a name'])
    expect(faultOf(await follow(commits))).toEqual({ type: 'wrong_space', pos: 1, device: amina.device.id })
  })

  it('SPACE-8 a commit left out, twice or in another order breaks the chain of its device', async () => {
    const [one, two] = need.commits as [LoggedCommit, LoggedCommit]
    const broken = (pos: number) => ({ type: 'broken_chain', pos, device: amina.device.id })
    expect(faultOf(await follow([two]))).toEqual(broken(1))
    expect(faultOf(await follow([one, one]))).toEqual(broken(2))
    expect(faultOf(await follow([two, one]))).toEqual(broken(1))
    /** Number 2 of another beginning. */
    const other = await pushed(amina, ['another need', 'for four'])
    expect(faultOf(await follow([one, other.commits[1]!]))).toEqual(broken(2))
    /** The right name with the wrong number. */
    const skipping = await pushed(amina, ['for three'], { ...stateOf(await follow(need.commits)).chains[amina.device.id]!, seq: 7 })
    expect(faultOf(await follow(skipping.commits, { before: stateOf(await follow(need.commits)) }))).toEqual(broken(3))
    /** A device copied from a backup writes its number 3 a second time. */
    const again = await pushed(amina, ['again'], NO_CHAIN)
    expect(faultOf(await follow(again.commits, { before: stateOf(await follow(story)) }))).toEqual(broken(4))
  })

  it('SPACE-9 a push stands under a signature of its device over its last commit', async () => {
    const bad = { type: 'bad_signature', pos: 2, device: amina.device.id }
    const [one, two] = need.commits as [LoggedCommit, LoggedCommit]
    const signedBy = async (by: Someone) => ({ ...two, signature: await crypto.sign(by.device.signSeed, pushMessage(need.chain.last)) })
    expect(faultOf(await follow([one, { ...two, signature: turned(two.signature!, 3) }]))).toEqual(bad)
    expect(faultOf(await follow([one, await signedBy(elif)]))).toEqual(bad)
    expect(faultOf(await follow([one, { ...two, bytes: turned(two.bytes, 200) }]))).toEqual(bad)
    expect(await follow([one, await signedBy(amina)])).toMatchObject({ type: 'ok' })
  })

  it('SPACE-9 the newest signature of a device stands for its pushes before; an audit asks for each', async () => {
    const more = await pushed(amina, ['and a fourth'], need.chain, stateOf(await follow(need.commits)))
    const bad = need.commits.map((commit) => (commit.signature ? { ...commit, signature: turned(commit.signature, 3) } : commit))
    const everyOne = (commits: readonly LoggedCommit[]) => followLog(crypto, file.membership, start, commits, find, unknown, null, true)
    expect(await follow([...bad, ...more.commits])).toMatchObject({ type: 'ok', state: { pos: 3 } })
    expect(await everyOne([...need.commits, ...more.commits])).toMatchObject({ type: 'ok', state: { pos: 3 } })
    expect(faultOf(await everyOne([...bad, ...more.commits]))).toEqual({ type: 'bad_signature', pos: 2, device: amina.device.id })
    // For nobody else's.
    expect(faultOf(await follow([...bad, ...answer.commits]))).toEqual({ type: 'bad_signature', pos: 2, device: amina.device.id })
  })

  it('SPACE-9 commits after the last signature of their device are not taken', async () => {
    const [one, two] = need.commits as [LoggedCommit, LoggedCommit]
    expect(faultOf(await follow([one]))).toEqual({ type: 'bad_signature', pos: 1, device: amina.device.id })
    expect(faultOf(await follow([one, ...answer.commits]))).toEqual({ type: 'bad_signature', pos: 1, device: amina.device.id })
    expect(faultOf(await follow([one, { ...two, signature: null }, ...answer.commits]))).toMatchObject({ type: 'bad_signature', pos: 2 })
  })

  it("SPACE-9 a skipped commit is checked as well: nobody writes in a reader's name", async () => {
    const reader = await pushed(rosa, ['hello'])
    const forged = reader.commits.map((commit) => ({ ...commit, signature: turned(commit.signature!, 0) }))
    expect(faultOf(await follow(forged))).toEqual({ type: 'bad_signature', pos: 1, device: rosa.device.id })
  })

  it('SPACE-9 nor in the name of who writes in an epoch that did not hold', async () => {
    const { commits } = await pushOf(crypto, joost, { ...placeIn(stage, NO_CHAIN), epoch: 2 }, ['rooms'])
    const forged = commits.map((commit) => ({ ...commit, signature: turned(commit.signature!, 0) }))
    expect(faultOf(await follow(forged))).toEqual({ type: 'bad_signature', pos: 1, device: joost.device.id })
  })

  it('SPACE-10 an author who saw another history shows the fork', async () => {
    const before = stateOf(await follow(need.commits))
    const fork = { type: 'fork', pos: 3, device: joost.device.id }
    const quoting = async (seen: { pos: number; head: Head }, headAt?: (pos: number) => Head | null) =>
      faultOf(
        await follow((await pushed(joost, ['rooms'], NO_CHAIN, { ...start, ...seen })).commits, { before, ...(headAt && { headAt }) }),
      )
    const other = stateOf(await follow((await pushed(amina, ['another', 'story'])).commits))
    expect(await quoting({ pos: 2, head: before.head })).toBe('ok')
    expect(await quoting({ pos: 2, head: other.head })).toEqual(fork)
    /** Older heads are compared where they are still held. */
    expect(await quoting({ pos: 0, head: other.head })).toBe('ok')
    expect(await quoting({ pos: 0, head: other.head }, () => start.head)).toEqual(fork)
    expect(await quoting(start, () => start.head)).toBe('ok')
    /** Nobody has seen what comes after their own commit. */
    expect(await quoting({ pos: 3, head: before.head })).toEqual(fork)
    expect(await quoting({ pos: 9, head: before.head })).toEqual(fork)
  })

  it('SPACE-10 a quote of a head inside the same page is compared', async () => {
    const seen = stateOf(await follow(need.commits))
    const honest = await pushed(joost, ['rooms'], NO_CHAIN, seen)
    expect(await follow([...need.commits, ...honest.commits])).toMatchObject({ type: 'ok' })
    const other = stateOf(await follow((await pushed(amina, ['another', 'story'])).commits))
    const misled = await pushed(joost, ['rooms'], NO_CHAIN, other)
    expect(faultOf(await follow([...need.commits, ...misled.commits]))).toEqual({ type: 'fork', pos: 3, device: joost.device.id })
  })

  it("SPACE-10 the relay's own running hash must be ours: other times or another order are another log", async () => {
    const honest = stateOf(await follow(story))
    const fork = { type: 'fork', pos: 3, device: null }
    expect(await follow(story, { claimed: honest })).toMatchObject({ type: 'ok' })
    expect(faultOf(await follow(story, { claimed: { ...honest, head: start.head } }))).toEqual(fork)
    const later = story.map((commit) => ({ ...commit, time: commit.time + 1 }))
    expect(faultOf(await follow(later, { claimed: honest }))).toEqual(fork)
    expect(faultOf(await follow([...answer.commits, ...need.commits], { claimed: honest }))).toEqual(fork)
  })
})

describe('commits that count for nothing', () => {
  it('SPACE-11 what a reader writes is skipped, and the rest is read', async () => {
    const reader = await pushed(rosa, ['I should not'])
    const followed = await follow([...reader.commits, ...story])
    expect(followed).toMatchObject({ type: 'ok', skipped: [{ type: 'not_permitted', pos: 1, device: rosa.device.id }], state: { pos: 4 } })
    expect(textsOf(followed)).toEqual(['a need', 'for three', 'two rooms from Friday'])
  })

  it('SPACE-11 so is what claims an epoch that did not hold', async () => {
    const { commits } = await pushOf(crypto, joost, { ...placeIn(stage, NO_CHAIN), epoch: 2 }, ['rooms'])
    expect(await follow(commits)).toMatchObject({ type: 'ok', commits: [], skipped: [{ type: 'not_permitted', pos: 1 }] })
  })

  it('SPACE-11 after a removal nothing of the shelter counts beyond the pinned place, whatever its header claims', async () => {
    const before = stateOf(await follow(story))
    const actions = revokeFrom(crypto, file.membership, { 1: key }, local.own, shelter.id, [orgTarget(local.log.membership)])
    const { membership } = await write(crypto, file, amina, actions, find, before)
    const late = await pushed(joost, ['still here?'], answer.chain, before)
    const followed = await follow([...story, ...late.commits], { membership })
    expect(followed).toMatchObject({ type: 'ok', skipped: [{ type: 'not_permitted', pos: 4, device: joost.device.id }] })
    expect(textsOf(followed)).toHaveLength(3)
    const control = await pushOf(crypto, joost, { ...placeIn(stage, answer.chain, before), control: 1, epoch: 2 }, ['still here?'])
    expect(await follow([...story, ...control.commits], { membership })).toMatchObject({ skipped: [{ pos: 4 }] })
  })

  it('SPACE-11 nor of a device that its organisation let go', async () => {
    const before = stateOf(await follow(story))
    const letGo: Stage['find'] = (device) => {
      const known = find(device)
      return known && device === joost.device.id ? { ...known, letGo: true } : known
    }
    const targets = [local, shelter].map((org) => orgTarget(org.log.membership))
    const renewal = renewKey(crypto, file.membership, { 1: key }, local.own, targets, [joost.device.id])
    expect(await tries(crypto, file, amina, renewal, find, before)).toMatchObject({ ok: false })
    const { membership } = await write(crypto, file, amina, renewal, letGo, before)
    const late = await pushed(joost, ['from a stolen telephone'], answer.chain, before)
    expect(await follow([...story, ...late.commits], { membership })).toMatchObject({ type: 'ok', skipped: [{ pos: 4 }] })
  })
})

describe('what one does not know yet', () => {
  it('SPACE-12 a device of an organisation whose log is not here yet is asked for', async () => {
    const stranger = await someone('Stranger')
    const { commits } = await pushOf(cryptoFrom('stranger'), stranger, placeIn(stage, NO_CHAIN), ['hello'])
    expect(await follow(commits)).toEqual({ type: 'unknown_device', device: stranger.device.id })
  })

  it('SPACE-12 a commit under a newer membership waits for the control log', async () => {
    const { commits } = await pushOf(crypto, amina, { ...placeIn(stage, NO_CHAIN), control: 1 }, ['after a change'])
    expect(await follow(commits)).toEqual({ type: 'unknown_control' })
  })

  it('SPACE-12 in an organisation the devices are those of its own log', async () => {
    const own = { ...stage, file: local.log, key: local.keys[1]! }
    const place = { ...placeIn(own, NO_CHAIN), control: local.log.membership.seq }
    const { commits } = await pushOf(crypto, elif, place, ['a name'])
    const followed = await follow(commits, { before: emptyLog(own), membership: local.log.membership, finds: unknown })
    expect(followed).toMatchObject({ type: 'ok', commits: [{ role: 'editor' }] })
  })
})
