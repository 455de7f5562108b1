import { hex, type DeviceId } from '@pergola/protocol'
import type { Passing } from '../between-processes.ts'

const MOST_PAIRINGS = 10_000

interface Until {
  readonly until: number
}

/** Entries stand nearly in the order of their expiry, so that forgetting stops at the first that is good. */
const forgetPast = (map: Map<string, Until>, now: number): void => {
  for (const [name, { until }] of map) {
    if (until >= now) return
    map.delete(name)
  }
}

/** For a relay of one process; a restart forgets all. */
export const memoryPassing = (now: () => number): Passing => {
  const tickets = new Map<string, Until>()
  const pairings = new Map<string, Until & { readonly box: Uint8Array }>()
  const sessions = new Map<string, Until & { readonly device: DeviceId }>()
  return {
    takeTicket: async (ticket, until) => {
      forgetPast(tickets, now())
      const name = hex(ticket)
      if (until < now() || tickets.has(name)) return false
      tickets.set(name, { until })
      return true
    },
    putPairing: async (pairing, box, until) => {
      forgetPast(pairings, now())
      const name = hex(pairing)
      if (pairings.size >= MOST_PAIRINGS || pairings.has(name)) return false
      pairings.set(name, { box, until })
      return true
    },
    takePairing: async (pairing) => {
      forgetPast(pairings, now())
      const name = hex(pairing)
      const held = pairings.get(name)
      pairings.delete(name)
      return held?.box ?? null
    },
    keepSession: async (session, device, until) => {
      sessions.delete(hex(session))
      sessions.set(hex(session), { device, until })
    },
    endSession: async (session) => {
      sessions.delete(hex(session))
    },
    sessionDevice: async (session) => {
      const held = sessions.get(hex(session))
      return held && held.until >= now() ? held.device : null
    },
    sweep: async () => {
      for (const map of [tickets, pairings, sessions]) forgetPast(map, now())
    },
  }
}
