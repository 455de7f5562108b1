import { hex } from '@pergola/protocol'
import { newestReplies, upToBytes } from '../sized.ts'
import type { BlobStore, IntakeStore } from '../store.ts'
import type { Tables } from './tables.ts'

const queues = (tables: Tables): Pick<IntakeStore, 'card' | 'putCard' | 'addAlert' | 'alerts' | 'countAlerts' | 'dropAlerts'> => ({
  card: async (org) => tables.cards.get(org) ?? null,
  putCard: async (org, card) => {
    if (tables.full) return 'full'
    if (card === null) tables.cards.delete(org)
    else tables.cards.set(org, card)
    return 'done'
  },
  addAlert: async (alert, blobs) => {
    if (tables.full) return 'full'
    const queue = tables.alerts.get(alert.org) ?? { newest: 0, rows: [] }
    tables.alerts.set(alert.org, queue)
    queue.rows.push({ ...alert, number: ++queue.newest })
    const mailbox = hex(alert.mailbox)
    if (!tables.mailboxes.has(mailbox)) tables.mailboxes.set(mailbox, { org: alert.org, replies: [] })
    for (const blob of blobs) {
      const row = tables.blobs.get(blob)
      if (row?.org === alert.org) tables.blobs.set(blob, { ...row, orphan: false })
    }
    return 'done'
  },
  alerts: async (org, after, maxBytes) => {
    const rows = tables.alerts.get(org)?.rows.filter((row) => row.number > after) ?? []
    return upToBytes(rows, maxBytes, (row) => row.envelope.length)
  },
  countAlerts: async (org) => tables.alerts.get(org)?.rows.length ?? 0,
  dropAlerts: async (org, numbers) => {
    if (tables.full) return 'full'
    const queue = tables.alerts.get(org)
    if (queue) queue.rows = queue.rows.filter((row) => !numbers.includes(row.number))
    return 'done'
  },
})

export const memoryIntake = (tables: Tables): IntakeStore => ({
  ...queues(tables),
  mailboxOrg: async (mailbox) => tables.mailboxes.get(hex(mailbox))?.org ?? null,
  replies: async (mailbox) => tables.mailboxes.get(hex(mailbox))?.replies ?? [],
  addReply: async (mailbox, reply, keepBytes) => {
    if (tables.full) return 'full'
    const box = tables.mailboxes.get(hex(mailbox))
    if (box) box.replies = [...newestReplies([...box.replies, reply], keepBytes)]
    return 'done'
  },
})

export const memoryBlobRows = (tables: Tables): BlobStore => ({
  blob: async (blob) => tables.blobs.get(blob) ?? null,
  addBlob: async (row) => {
    if (tables.full) return 'full'
    tables.blobs.set(row.blob, row)
    tables.usage.set(row.org, (tables.usage.get(row.org) ?? 0) + row.bytes)
    return 'done'
  },
  orphansBefore: async (time) => [...tables.blobs.values()].filter((row) => row.orphan && row.time < time),
  removeBlob: async (blob) => {
    if (tables.full) return 'full'
    const row = tables.blobs.get(blob)
    if (row) tables.usage.set(row.org, (tables.usage.get(row.org) ?? 0) - row.bytes)
    tables.blobs.delete(blob)
    return 'done'
  },
})
