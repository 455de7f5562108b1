/**
 * News between processes: `notify` in the transaction that they are about, so they are heard if and only if it stands, and in
 * the order of commits. A payload is the writer's mark and items apart by commas, at most 7,900 bytes (PostgreSQL takes 8,000):
 * `p` space `-` first `-` last, `c` space `-` seq, `a` organisation (an alert came), `i` organisation (an invitation was answered).
 */
import { randomBytes } from 'node:crypto'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { News } from '../between-processes.ts'
import { statement, type Statement } from './database.ts'

export const CHANNEL = 'pergola'
const MOST_BYTES = 7_900

export const newMark = (): string => randomBytes(6).toString('hex')

const itemOf = (news: News): string => {
  switch (news.t) {
    case 'pushed':
      return `p${news.space}-${news.first}-${news.last}`
    case 'changed':
      return `c${news.space}-${news.seq}`
    case 'alerts':
      return `a${news.org}`
    case 'invitations':
      return `i${news.org}`
  }
}

const payloadsOf = (mark: string, news: readonly News[]): readonly string[] => {
  const payloads: string[] = []
  for (const item of news.map(itemOf)) {
    const last = payloads.at(-1)
    if (last !== undefined && last.length + item.length < MOST_BYTES) payloads[payloads.length - 1] = `${last},${item}`
    else payloads.push(`${mark},${item}`)
  }
  return payloads
}

/** Tells `news` when the transaction it is part of is committed. */
export const notify = (mark: string, news: readonly News[]): Statement =>
  statement(`select pg_notify('${CHANNEL}', payload) from unnest($1::text[]) payload`, payloadsOf(mark, news))

const newsOf = (item: string): readonly News[] => {
  const [name = '', first, last] = item.slice(1).split('-')
  if (!/^[0-9a-f]{32}$/.test(name)) return []
  if (item[0] === 'p') return [{ t: 'pushed', space: name as SpaceId, first: Number(first), last: Number(last) }]
  if (item[0] === 'c') return [{ t: 'changed', space: name as SpaceId, seq: Number(first) }]
  if (item[0] === 'a') return [{ t: 'alerts', org: name as OrgId }]
  return item[0] === 'i' ? [{ t: 'invitations', org: name as OrgId }] : []
}

export const readPayload = (payload: string): { readonly mark: string; readonly news: readonly News[] } => {
  const [mark = '', ...items] = payload.split(',')
  return { mark, news: items.flatMap(newsOf) }
}
