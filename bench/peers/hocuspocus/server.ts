/** `server.ts FOLDER acknowledged|stored`: Hocuspocus with its SQLite extension. `stored`: without its debounce, and clients are told what was stored. */
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'
import { serveAs } from '../server.ts'

const [folder = '', until = ''] = process.argv.slice(2)
/** Its limits against strangers would not let one client ask for a thousand documents at once. */
const limits = { maxPendingDocuments: 100_000, maxUnauthenticatedQueueMessages: 1_000_000 }
const at = {
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  ...limits,
  extensions: [new SQLite({ database: join(folder, 'hocuspocus.db') })],
}
const server = new Server(
  until === 'stored'
    ? {
        ...at,
        debounce: 0,
        afterStoreDocument: async ({ document }) => {
          const newest = Math.max(-1, ...[...document.getMap<string>('fields').values()].map((text) => Number.parseInt(text)))
          document.broadcastStateless(String(newest))
        },
      }
    : at,
)
const { hocuspocus } = server
await server.listen()

const pending = (): boolean =>
  [...hocuspocus.documents.keys()].some((name) => {
    const id = `onStoreDocument-${name}`
    return hocuspocus.debouncer.isDebounced(id) || hocuspocus.debouncer.isCurrentlyExecuting(id)
  })

serveAs({
  url: server.webSocketURL,
  settle: async () => {
    while (pending()) {
      hocuspocus.flushPendingStores()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  },
})
