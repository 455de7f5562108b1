import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addPerson, bytesOf, foundingOf, Log, rotate, setStage, sha256, type Device } from '../test/scribe.ts'
import {
  applyEnd,
  changedMembers,
  controlEntry,
  decode,
  emptyHead,
  endIn,
  endMessage,
  isEnded,
  membersNow,
  parseControl,
  type Action,
  type BlobId,
  type ControlRefusal,
  type End,
  type FindDevice,
  type Membership,
  type Result,
} from './index.ts'

type Stage = ReturnType<typeof setStage>

const ruleOf = (outcome: Result<Membership, ControlRefusal>): string =>
  outcome.ok ? 'stands' : outcome.problem.type === 'not_permitted' ? outcome.problem.rule : outcome.problem.type

const BLOBS = ['a1'.repeat(16) as BlobId]

/** An end to which `second` agreed as things are; `changes` are what she agreed to instead. */
const endBy = (
  { file }: Stage,
  second: Device | null,
  changes: { readonly blobs?: readonly BlobId[]; readonly pos?: number } = {},
): End => {
  const agreed = { space: file.space, pos: 0, head: emptyHead(sha256, file.space), blobs: BLOBS, ...changes }
  return {
    t: 'end',
    blobs: BLOBS,
    second: second && { device: second.id, signature: second.key.sign(endMessage(agreed, second.id)) },
  }
}

/** Each sentence, broken once: number, sentence, how. */
const BROKEN: readonly (readonly [string, string, (stage: Stage) => Result<Membership, ControlRefusal>])[] = [
  ['END-1', 'a steward of the organisation that holds a space ends it', (s) => s.file.tries(s.elif, [endBy(s, s.amina)])],
  ['END-1', 'a steward of the organisation that holds a space ends it', (s) => s.file.tries(s.joost, [endBy(s, null)])],
  ['END-1', 'an organisation and a network do not end', (s) => s.network.tries(s.amina, [endBy(s, null)])],
  ['END-1', 'an organisation and a network do not end', (s) => s.local.tries(s.amina, [endBy(s, null)])],
  ['END-2', 'two people end a space where two may edit', (s) => s.file.tries(s.amina, [endBy(s, null)])],
  ['END-2', 'another person of the organisation agrees to an end', (s) => s.file.tries(s.amina, [endBy(s, s.amina)])],
  ['END-2', 'another person of the organisation agrees to an end', (s) => s.file.tries(s.amina, [endBy(s, s.rosa)])],
  ['END-2', 'another person of the organisation agrees to an end', (s) => s.file.tries(s.amina, [endBy(s, s.joost)])],
]

describe('the end of a space', () => {
  for (const [number, sentence, breakIt] of BROKEN) {
    it(`${number} "${sentence}"`, () => expect(ruleOf(breakIt(setStage()))).toBe(sentence))
  }

  it('END-1 every sentence of an end is broken here', () => {
    const source = readFileSync(new URL('./ending.ts', import.meta.url), 'utf8')
    const sentences = [...source.matchAll(/no\('([^']+)'\)/g)].map((match) => match[1])
    expect(new Set(BROKEN.map(([, sentence]) => sentence))).toEqual(new Set(sentences))
  })

  it('END-2 Elif agreed to this log with these files: to no other file, to nothing written after, in no other space', () => {
    const stage = setStage()
    expect(ruleOf(stage.file.tries(stage.amina, [endBy(stage, stage.elif)]))).toBe('stands')
    const other = endBy(stage, stage.elif, { blobs: [bytesOf('other', 16).toHex() as BlobId] })
    expect(ruleOf(stage.file.tries(stage.amina, [other]))).toBe('bad_signature')
    expect(ruleOf(stage.file.tries(stage.amina, [endBy(stage, stage.elif, { pos: 1 })]))).toBe('bad_signature')
    const another = new Log(stage.find).write(stage.amina, [
      foundingOf('case', stage.localId, 'another'),
      { t: 'addOrg', org: stage.localId, role: 'steward', wrap: null },
      rotate(1, [stage.localId]),
    ])
    expect(ruleOf(another.tries(stage.amina, [endBy(stage, stage.elif)]))).toBe('bad_signature')
    expect(
      ruleOf(
        stage.file.tries(stage.amina, [{ ...endBy(stage, stage.elif), second: { device: stage.elif.id, signature: new Uint8Array(64) } }]),
      ),
    ).toBe('bad_signature')
  })

  it('END-2 Joost is the only one of the shelter who may edit: he ends a case of the shelter alone', () => {
    const { joost, shelterId, find, ...stage } = setStage()
    const theirs = new Log(find).write(joost, [
      foundingOf('case', shelterId, 'theirs'),
      { t: 'addOrg', org: shelterId, role: 'steward', wrap: null },
      rotate(1, [shelterId]),
    ])
    expect(ruleOf(theirs.tries(joost, [{ t: 'end', blobs: [], second: null }]))).toBe('stands')
    stage.shelter.write(joost, [addPerson(stage.elif.person, 'editor')])
    expect(ruleOf(theirs.tries(joost, [{ t: 'end', blobs: [], second: null }]))).toBe('two people end a space where two may edit')
  })

  it('END-3 after it nobody is a member, no key is left, and nothing more stands', () => {
    const stage = setStage()
    const before = stage.file.known
    stage.file.write(stage.amina, [endBy(stage, stage.elif)])
    const after = stage.file.known
    expect([isEnded(before), isEnded(after)]).toEqual([false, true])
    expect([membersNow(after), after.epochs, after.kind, after.founder]).toEqual([[], [], 'case', stage.localId])
    expect(changedMembers(before, after)).toEqual({ came: [], went: [stage.localId, stage.shelterId].sort() })
    const again: Action = { t: 'addOrg', org: stage.shelterId, role: 'reader', wrap: null }
    expect(ruleOf(stage.file.tries(stage.amina, [again]))).toBe('what has ended stays ended')
    expect(ruleOf(stage.file.tries(stage.amina, [endBy(stage, stage.elif)]))).toBe('what has ended stays ended')
  })

  it('END-5 whoever comes back with an earlier part of the log verifies the end without what came between', () => {
    const stage = setStage()
    const held = stage.file.known
    const members = [stage.localId, stage.shelterId]
    stage.file.write(stage.joost, [rotate(2, members)]).write(stage.amina, [rotate(3, members)])
    const signed = stage.file.entry(stage.amina, [endBy(stage, stage.elif)])
    const parsed = parseControl(sha256, signed)
    if (!parsed.ok) throw new Error(parsed.problem.why)
    const end = endIn(parsed.value.entry)!
    expect(ruleOf(applyEnd(held, parsed.value, end, stage.find))).toBe('stands')
    expect(ruleOf(applyEnd({ ...held, seq: 3 }, parsed.value, end, stage.find))).toBe('stale_control')
    expect(ruleOf(applyEnd({ ...held, seq: 2 }, parsed.value, end, stage.find))).toBe('stale_control')
    expect(ruleOf(applyEnd(held, parsed.value, end, () => null))).toBe('unknown_device')
    expect(decode(controlEntry, signed.bytes).ok).toBe(true)
  })

  it('END-5 whoever was let go ends nothing any more for those who know it, whatever they were', () => {
    for (const gone of ['amina', 'elif'] as const) {
      const stage = setStage()
      const signed = stage.file.entry(stage.amina, [endBy(stage, stage.elif)])
      const parsed = parseControl(sha256, signed)
      if (!parsed.ok) throw new Error(parsed.problem.why)
      const left: FindDevice = (device) => {
        const known = stage.find(device)
        return known && known.device === stage[gone].id ? { ...known, now: null, letGo: true } : known
      }
      expect(applyEnd(stage.file.known, parsed.value, endIn(parsed.value.entry)!, left).ok).toBe(false)
      expect(applyEnd(stage.file.known, parsed.value, endIn(parsed.value.entry)!, stage.find).ok).toBe(true)
    }
  })
})
