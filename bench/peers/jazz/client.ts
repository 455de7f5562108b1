import { LocalNode, type CoID, type Peer, type RawCoMap, type SyncMessage } from 'cojson'
import { createWebSocketPeer } from 'cojson-transport-ws'
import { NapiCrypto } from 'cojson/crypto/NapiCrypto'
import { WebSocket } from 'ws'
import { KEYS, UPDATE_BYTES, textOf, type Pair, type PeerClient, type Writer } from '../client.ts'

type Content = Extract<SyncMessage, { action: 'content' }>

const crypto = await NapiCrypto.create()

const peerTo = (url: string): Peer => createWebSocketPeer({ id: 'server', role: 'server', websocket: new WebSocket(url) as never })

type Account = Awaited<ReturnType<typeof LocalNode.withNewlyCreatedAccount>>

const newAccount = async (url: string): Promise<Account> => {
  const account = await LocalNode.withNewlyCreatedAccount({ crypto, creationProps: { name: 'Bench' }, peers: [peerTo(url)] })
  await account.node.syncManager.waitForAllCoValuesSync()
  return account
}

/** The same person on another device. */
const again = (url: string, { accountID, accountSecret }: Pick<Account, 'accountID' | 'accountSecret'>): Promise<LocalNode> =>
  LocalNode.withLoadedAccount({ accountID, accountSecret, sessionID: undefined, peers: [peerTo(url)], crypto })

const loaded = async (node: LocalNode, id: CoID<RawCoMap>): Promise<RawCoMap> => {
  const map = await node.load(id)
  if (map === 'unavailable') throw new Error('a document is not there')
  return map
}

/** A document of one's own, encrypted for its group. */
const mapOf = async ({ node }: Account): Promise<RawCoMap> => {
  const map = node.createGroup().createMap()
  await node.syncManager.waitForAllCoValuesSync()
  return map
}

/** What a node would send to its server, kept instead of sent. */
const keeping = (kept: SyncMessage[]): Peer => ({
  id: 'server',
  role: 'server',
  incoming: { close: () => {}, onMessage: () => {}, onClose: () => {} },
  outgoing: { close: () => {}, push: (message) => void (message === 'Disconnected' || kept.push(message)), onClose: () => {} },
})

const isContent = (message: SyncMessage): message is Content => message.action === 'content'

/** How many transactions of each session the server has, or will have after a message. */
type Counts = Readonly<Record<string, number>>

const after = (content: Content): Counts =>
  Object.fromEntries(
    Object.entries(content.new).map(([session, { after: before, newTransactions }]) => [session, before + newTransactions.length]),
  )

/** A socket that sends messages as they are and waits until the server says that it has them. */
const senderTo = async (url: string) => {
  const socket = new WebSocket(url)
  await new Promise((resolve) => socket.once('open', resolve))
  let heard: (id: string, sessions: Counts) => void = () => {}
  socket.on('message', (data: Buffer) => {
    for (const line of data.toString().split('\n')) {
      const message = JSON.parse(line) as { readonly action?: string; readonly id: string; readonly sessions: Counts }
      if (message.action === 'known') heard(message.id, message.sessions)
    }
  })
  return (content: Content): Promise<void> =>
    new Promise((resolve) => {
      const wanted = Object.entries(after(content))
      heard = (id, sessions) => {
        if (id === content.id && wanted.every(([session, count]) => (sessions[session] ?? 0) >= count)) resolve()
      }
      socket.send(JSON.stringify(content))
    })
}

/** Transactions are encrypted and signed by a node that is not connected; what it would send is sent later. */
const writerOn = async (url: string): Promise<Writer> => {
  const kept: SyncMessage[] = []
  const { node } = await LocalNode.withNewlyCreatedAccount({ crypto, creationProps: { name: 'Bench' }, peers: [keeping(kept)] })
  const map = node.createGroup().createMap()
  const send = await senderTo(url)
  const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 20))
  await settled()
  for (const content of kept.splice(0).filter(isContent)) await send(content)
  const ready: Content[] = []
  let n = 0
  return {
    prepare: async (bursts, count) => {
      for (let burst = ready.length; burst < bursts; burst++) {
        const fields: Record<string, string> = {}
        for (let at = 0; at < count; at++, n++) fields[String(n % KEYS)] = textOf(n, UPDATE_BYTES)
        map.assign(fields, 'private')
        await Promise.resolve()
      }
      await settled()
      ready.push(...kept.splice(0).filter(isContent))
      if (ready.length !== bursts) throw new Error(`${ready.length} messages for ${bursts} bursts`)
    },
    write: () => send(ready.shift()!),
  }
}

const pairOf = (writer: RawCoMap, reader: RawCoMap): Pair => {
  let n = 0
  let look: (now: RawCoMap) => void = () => {}
  reader.subscribe((now) => look(now))
  return {
    once: () =>
      new Promise((resolve) => {
        const key = String(n % KEYS)
        const text = textOf(n++, UPDATE_BYTES)
        const begin = performance.now()
        look = (now) => {
          if (now.get(key) !== text) return
          look = () => {}
          resolve(performance.now() - begin)
        }
        writer.set(key, text, 'private')
      }),
  }
}

export const client: PeerClient = {
  writers: (url, count) => Promise.all(Array.from({ length: count }, () => writerOn(url))),
  fill: async (url, documents, bytes) => {
    const account = await newAccount(url)
    const group = account.node.createGroup()
    const ids: string[] = []
    for (let at = 0; at < documents; at++) ids.push(group.createMap({ text: textOf(at, bytes) }, null, 'private').id)
    await account.node.syncManager.waitForAllCoValuesSync()
    return JSON.stringify({ accountID: account.accountID, accountSecret: account.accountSecret, ids })
  },
  load: async (url, where) => {
    const { ids, ...account } = JSON.parse(where) as Pick<Account, 'accountID' | 'accountSecret'> & { readonly ids: CoID<RawCoMap>[] }
    const node = await again(url, account)
    const maps = await Promise.all(ids.map((id) => loaded(node, id)))
    return maps.reduce((sum, map) => sum + ((map.get('text') as string | undefined)?.length ?? 0), 0)
  },
  idle: async (url, connections) => {
    for (let at = 0; at < connections; at += 50) {
      const maps = await Promise.all(Array.from({ length: 50 }, async () => mapOf(await newAccount(url))))
      for (const map of maps) map.set('text', textOf(at, 100), 'private')
      await Promise.all(maps.map((map) => map.core.node.syncManager.waitForSync(map.id)))
    }
  },
  pair: async (url) => {
    const account = await newAccount(url)
    const map = await mapOf(account)
    map.set('text', '', 'private')
    await account.node.syncManager.waitForSync(map.id)
    return pairOf(map, await loaded(await again(url, account), map.id as CoID<RawCoMap>))
  },
}
