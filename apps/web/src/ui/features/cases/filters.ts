/** The filters of the list live in the address, so that a filtered list can be kept, shared and come back to. */
import { useCallback, useState } from 'react'
import type { CaseStatus, Urgency } from '@pergola/core/casework'
import type { CaseFilter } from '../../../contract.ts'
import { STATUSES, URGENCIES } from '../case/choices.ts'

const SORTS = ['urgency', 'breaks', 'gap', 'pseudonym'] as const
export type Sort = (typeof SORTS)[number]
export const sorts: readonly Sort[] = SORTS

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | undefined => known.find((one) => one === text)

/** `#/cases?status=open&gap=1` as a filter. What is not understood is left out. */
export const filterFrom = (hash: string): CaseFilter => {
  const query = new URLSearchParams(hash.split('?')[1] ?? '')
  const status = oneOf<CaseStatus>(STATUSES, query.get('status'))
  const urgency = oneOf<Urgency>(URGENCIES, query.get('urgency'))
  const sort = oneOf<Sort>(SORTS, query.get('sort'))
  const country = /^[A-Z]{2}$/.exec(query.get('country') ?? '')?.[0]
  return {
    ...(status === undefined ? {} : { status }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(country === undefined ? {} : { country }),
    ...(query.get('mine') === '1' ? { mine: true } : {}),
    ...(query.get('gap') === '1' ? { withGap: true } : {}),
    ...(sort === undefined ? {} : { sort }),
  }
}

/** The part of the address after `#`. A search text stays out of it: it may be a name. */
export const addressOf = (filter: CaseFilter): string => {
  const query = new URLSearchParams()
  if (filter.status !== undefined) query.set('status', filter.status)
  if (filter.urgency !== undefined) query.set('urgency', filter.urgency)
  if (filter.country !== undefined) query.set('country', filter.country)
  if (filter.mine === true) query.set('mine', '1')
  if (filter.withGap === true) query.set('gap', '1')
  if (filter.sort !== undefined) query.set('sort', filter.sort)
  const text = query.toString()
  return text === '' ? '#/cases' : `#/cases?${text}`
}

export const isFiltering = (filter: CaseFilter): boolean => Object.keys(filter).some((key) => key !== 'sort')

/** The filter of the address, and how to change it. The address is replaced, not added to: Back leaves the list. */
export const useFilter = (): readonly [
  CaseFilter,
  (change: Partial<Record<keyof CaseFilter, CaseFilter[keyof CaseFilter]>>) => void,
  () => void,
] => {
  const [filter, setFilter] = useState(() => filterFrom(location.hash))
  const put = useCallback((next: CaseFilter) => {
    history.replaceState(history.state, '', addressOf(next))
    setFilter(next)
  }, [])
  const change = (part: Partial<Record<keyof CaseFilter, CaseFilter[keyof CaseFilter]>>) => {
    const kept = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '' && value !== false)
    put(Object.fromEntries(kept) as CaseFilter)
  }
  return [filter, change, () => put({})]
}
