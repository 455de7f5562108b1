/** `server.ts FOLDER acknowledged|stored`: what automerge-repo-sync-server does (network by websocket, storage by nodefs), on today's automerge-repo. `stored`: without pause before writing, and clients are told what was stored. */
import type { AddressInfo } from 'node:net'
import { Repo, type PeerId, type StorageKey } from '@automerge/automerge-repo'
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket'
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs'
import { WebSocketServer } from 'ws'
import { serveAs } from '../server.ts'
import { newestOf, type Fields } from './fields.ts'

const [folder = '', until = ''] = process.argv.slice(2)

/** Says when something was written. */
class TellingStorage extends NodeFSStorageAdapter {
  told: (document: string) => void = () => {}

  override async save(key: StorageKey, binary: Uint8Array): Promise<void> {
    await super.save(key, binary)
    this.told(key[0]!)
  }
}

const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
const storage = new TellingStorage(folder)
const repo = new Repo({
  network: [new WebSocketServerAdapter(sockets as never)],
  storage,
  peerId: 'server' as PeerId,
  sharePolicy: async () => false,
  ...(until === 'stored' ? { saveDebounceRate: 0 } : {}),
})
if (until === 'stored') {
  storage.told = (document) => {
    const handle = repo.handles[document as keyof typeof repo.handles]
    if (handle?.isReady()) handle.broadcast(newestOf(handle.doc() as Fields))
  }
}
await new Promise((resolve) => sockets.once('listening', resolve))
serveAs({ url: `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`, settle: () => repo.flush() })
