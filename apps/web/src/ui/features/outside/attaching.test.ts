import { expect, test } from 'vitest'
import { MOST_ATTACHED as MOST, MOST_ATTACHED_BYTES as BYTES, canAttach } from '@pergola/core/outside'
import { MOST_ATTACHED, MOST_ATTACHED_BYTES, canSendFiles, sizeOfChosen } from './attaching.ts'

const filesOf = (...sizes: readonly number[]) => sizes.map((bytes, at) => ({ id: `f${at}`, bytes })) as never
const all = Array.from({ length: 30 }, (_, at) => `f${at}`)

test('files go along only when some are chosen and they fit, by the same bounds as the core', () => {
  expect([MOST_ATTACHED, MOST_ATTACHED_BYTES]).toEqual([MOST, BYTES])
  expect(canSendFiles({ parts: ['needs'], files: [] }, { files: filesOf(1) })).toBe(true)
  expect(canSendFiles({ parts: ['files'], files: [] }, { files: filesOf(1) })).toBe(false)
  expect(canSendFiles({ parts: ['files'], files: ['f9'] }, { files: filesOf(1) })).toBe(false)
  expect(canSendFiles({ parts: ['files'], files: ['f0'] }, { files: filesOf(1, BYTES) })).toBe(true)
  for (const sizes of [[BYTES], [BYTES, 1], Array.from({ length: MOST }, () => 1), Array.from({ length: MOST + 1 }, () => 1)])
    expect(sizeOfChosen(filesOf(...sizes), all).fits).toBe(canAttach(sizes))
})
