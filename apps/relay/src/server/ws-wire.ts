import type { WebSocket } from 'ws'
import type { Wire } from '../ports.ts'

/** Who waits for a slow reader goes on when this little is left unsent. */
const DRAINED_BYTES = 1024 * 1024

export const wsWire = (socket: WebSocket): Wire => {
  const waiters: (() => void)[] = []
  const wake = (): void => {
    if (socket.bufferedAmount > DRAINED_BYTES && socket.readyState === socket.OPEN) return
    for (const resolve of waiters.splice(0)) resolve()
  }
  socket.on('close', () => {
    for (const resolve of waiters.splice(0)) resolve()
  })
  return {
    send: (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes, { binary: true }, wake)
    },
    close: () => socket.close(1000),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    waiting: () => socket.bufferedAmount,
    drained: async () => {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount <= DRAINED_BYTES) return
      await new Promise<void>((resolve) => waiters.push(resolve))
    },
  }
}
