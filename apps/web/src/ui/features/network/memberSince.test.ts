import type { DeviceId } from '@pergola/protocol'
import { expect, test } from 'vitest'
import { memberSince } from './memberSince.ts'

const device = (day: string) => ({ id: day as DeviceId, since: Date.parse(day), current: false })

test('Yusuf is here since the first of his devices came', () => {
  expect(memberSince({ devices: [device('2026-03-04'), device('2026-02-11')] })).toBe('2026-02-11')
})

test('Nadia was let in and has not opened Pergola since: she has no device, and the list of members shows all the same', () => {
  expect(memberSince({ devices: [] })).toBeNull()
})
