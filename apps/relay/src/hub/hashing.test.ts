import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { commitId, hex, nextHead, type Head } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { hashCommit, runHead } from './hashing.ts'

it('hashes commits and heads as the protocol says, whatever was hashed before', () => {
  const time = 1_800_000_000_123
  for (const sizes of [
    [700, 20],
    [5000, 1],
    [20, 262_144],
  ]) {
    const commits = sizes.map((size) => Uint8Array.from(randomBytes(size)))
    const ids = commits.map(hashCommit)
    expect(ids.map(hex)).toEqual(commits.map((bytes) => commitId(sha256, bytes)))
    const before = hex(randomBytes(32)) as Head
    const expected = commits.reduce((head, bytes) => nextHead(sha256, head, commitId(sha256, bytes), time), before)
    expect(runHead(before, ids, time)).toBe(expected)
  }
})
