import type { Change, Day } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { added, ended, moved, without } from './changes.ts'

const day = (text: string): Day => text as Day
const add: Change = { type: 'add', need: 'n', org: 'b' as OrgId, from: day('2026-05-01'), to: day('2026-05-10') }

describe('thinking of other cover', () => {
  test('the last word about a bar counts', () => {
    const first = moved([], 'a:1', day('2026-03-01'), day('2026-03-10'))
    const second = moved(first, 'a:1', day('2026-03-01'), day('2026-03-20'))
    expect(second).toEqual([{ type: 'move', commitment: 'a:1', from: '2026-03-01', to: '2026-03-20' }])
    expect(ended(second, 'a:1')).toEqual([{ type: 'end', commitment: 'a:1' }])
    expect(moved(second, 'a:2', day('2026-03-01'), day('2026-03-02'))).toHaveLength(2)
  })
  test('a bar that is only thought of changes where it stands, and goes without a trace', () => {
    const changes = added(moved([], 'a:1', day('2026-03-01'), day('2026-03-10')), add)
    expect(moved(changes, 'b:what-if-1', day('2026-05-02'), day('2026-05-12'))[1]).toEqual({ ...add, from: '2026-05-02', to: '2026-05-12' })
    expect(ended(changes, 'b:what-if-1')).toEqual(changes.slice(0, 1))
    expect(without(changes, 0)).toEqual([add])
  })
})
