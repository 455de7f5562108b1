/** The question put to the directory lives in the address, so that it can be kept and come back to. */
import { useCallback, useEffect, useState } from 'react'
import type { DirectoryFilter, DirectorySort } from '../../../contract.ts'

export type Look = 'list' | 'map'

export const SORTS: readonly DirectorySort[] = ['provider', 'name', 'answer', 'checked', 'changed']

const LISTS = ['kinds', 'regions', 'languages', 'targets', 'states', 'providerKinds', 'visibilities'] as const
const SWITCHES = ['free', 'stale', 'own'] as const

/** What a code may look like; the core knows which exist. */
const CODE = /^[A-Za-z0-9._-]{1,40}$/
const MOST_CODES = 40

export interface Question {
  readonly filter: DirectoryFilter
  readonly look: Look
}

/** `#/directory?kinds=medical&free=1` as a question. What is not understood is left out. */
export const questionFrom = (hash: string): Question => {
  const query = new URLSearchParams(hash.split('?')[1] ?? '')
  const lists = LISTS.flatMap((name) => {
    const codes = (query.get(name) ?? '').split(',').filter((code) => CODE.test(code))
    return codes.length === 0 ? [] : [[name, codes.slice(0, MOST_CODES)]]
  })
  const switches = SWITCHES.flatMap((name) => (query.get(name) === '1' ? [[name, true]] : []))
  const sort = SORTS.find((one) => one === query.get('sort'))
  return {
    filter: Object.fromEntries([...lists, ...switches, ...(sort === undefined ? [] : [['sort', sort]])]) as DirectoryFilter,
    look: query.get('look') === 'map' ? 'map' : 'list',
  }
}

/** The part of the address after `#`. A search text stays out of it: it may be a name. */
export const addressOf = ({ filter, look }: Question): string => {
  const query = new URLSearchParams()
  for (const name of LISTS) if (filter[name]?.length) query.set(name, filter[name].join(','))
  for (const name of SWITCHES) if (filter[name] === true) query.set(name, '1')
  if (filter.sort !== undefined) query.set('sort', filter.sort)
  if (look === 'map') query.set('look', 'map')
  const text = query.toString()
  return text === '' ? '#/directory' : `#/directory?${text}`
}

/** Without what asks nothing. */
export const tidy = (filter: DirectoryFilter): DirectoryFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && value !== false && !isEmptyList(value)),
  ) as DirectoryFilter

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

export const isAsking = (filter: DirectoryFilter): boolean => Object.keys(tidy(filter)).some((name) => name !== 'sort')

export interface Asking extends Question {
  readonly change: (part: Partial<DirectoryFilter>) => void
  readonly replace: (filter: DirectoryFilter) => void
  readonly setLook: (look: Look) => void
}

/** The question of the address, and how to change it. The address is replaced, not added to: Back leaves the list. */
export const useQuestion = (): Asking => {
  const [question, setQuestion] = useState(() => questionFrom(location.hash))
  // A link on another page, or somebody's own typing, can ask while this page is open.
  useEffect(() => {
    const onHash = (): void => setQuestion(questionFrom(location.hash))
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  const put = useCallback((next: Question) => {
    history.replaceState(history.state, '', addressOf(next))
    setQuestion(next)
  }, [])
  return {
    ...question,
    change: (part) => put({ ...question, filter: tidy({ ...question.filter, ...part }) }),
    replace: (filter) => put({ ...question, filter: tidy(filter) }),
    setLook: (look) => put({ ...question, look }),
  }
}
