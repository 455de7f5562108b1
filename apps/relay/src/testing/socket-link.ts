/** A WebSocket to a running relay in the shape a `DeviceClient` speaks to. */
import { WebSocket } from 'ws'
import type { Handlers, MemoryConnection } from './memory-relay.ts'

export const socketLink = (
  url: string,
  options: { readonly origin?: string; readonly localAddress?: string } = {},
): { connect(handlers: Handlers): MemoryConnection } => ({
  connect: ({ onMessage, onClose }) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/socket`, options)
    const opened = new Promise<void>((resolve) => socket.once('open', resolve))
    socket.on('message', (data: Buffer) => onMessage(Uint8Array.from(data)))
    socket.on('error', () => {})
    socket.on('close', onClose)
    return { send: (bytes) => void opened.then(() => socket.send(bytes)), close: () => socket.close() }
  },
})
