import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import { Doc } from 'yjs'
import { KEYS, UPDATE_BYTES, textOf, type Pair, type PeerClient, type Until, type Writer } from '../client.ts'

const socketTo = (url: string): HocuspocusProviderWebsocket => new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket })

/** A document that follows the server's. Without awareness, which is a page's cursors and names. */
const follow = (websocketProvider: HocuspocusProviderWebsocket, name: string): Promise<HocuspocusProvider> =>
  new Promise((resolve) => {
    const provider = new HocuspocusProvider({
      name,
      websocketProvider,
      awareness: null,
      document: new Doc(),
      onSynced: () => resolve(provider),
    })
    provider.attach()
  })

const fieldsOf = (provider: HocuspocusProvider) => provider.document.getMap<string>('fields')

const acknowledged = (provider: HocuspocusProvider): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (provider.unsyncedChanges > 0) return
      provider.off('unsyncedChanges', look)
      resolve()
    }
    provider.on('unsyncedChanges', look)
    look()
  })

const stored = (provider: HocuspocusProvider, n: number): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ payload }: { payload: string }): void => {
      if (Number(payload) < n) return
      provider.off('stateless', look)
      resolve()
    }
    provider.on('stateless', look)
  })

/** Updates are made in a document of their own, and given to the provider as if they had just been made in its own. */
const writerOn = (provider: HocuspocusProvider, until: Until): Writer => {
  const document = new Doc()
  const ready: { readonly update: Uint8Array; readonly newest: number }[] = []
  let n = 0
  document.on('update', (update: Uint8Array) => ready.push({ update, newest: n - 1 }))
  return {
    prepare: async (bursts, count) => {
      const burst = (): void => {
        for (let at = 0; at < count; at++, n++) document.getMap('fields').set(String(n % KEYS), textOf(n, UPDATE_BYTES))
      }
      while (ready.length < bursts) document.transact(burst)
    },
    write: async () => {
      const { update, newest } = ready.shift()!
      const done = until === 'stored' ? stored(provider, newest) : null
      provider.documentUpdateHandler(update, null)
      await (done ?? acknowledged(provider))
    },
  }
}

const opened = (url: string, count: number, prefix: string): Promise<readonly HocuspocusProvider[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => follow(socketTo(url), `${prefix}-${at}`)))

const pairOf = (writer: HocuspocusProvider, reader: HocuspocusProvider): Pair => {
  let n = 0
  return {
    once: () =>
      new Promise((resolve) => {
        const key = String(n % KEYS)
        const text = textOf(n++, UPDATE_BYTES)
        const begin = performance.now()
        const look = (): void => {
          if (fieldsOf(reader).get(key) !== text) return
          fieldsOf(reader).unobserve(look)
          resolve(performance.now() - begin)
        }
        fieldsOf(reader).observe(look)
        fieldsOf(writer).set(key, text)
      }),
  }
}

export const client: PeerClient = {
  writers: async (url, count, until) => (await opened(url, count, 'writer')).map((provider) => writerOn(provider, until)),
  fill: async (url, documents, bytes) => {
    const socket = socketTo(url)
    const names = Array.from({ length: documents }, (_, at) => `document-${at}`)
    for (let at = 0; at < documents; at += 50) {
      const some = await Promise.all(names.slice(at, at + 50).map((name) => follow(socket, name)))
      for (const provider of some) fieldsOf(provider).set('text', textOf(at, bytes))
      await Promise.all(some.map(acknowledged))
      for (const provider of some) provider.destroy()
    }
    return JSON.stringify(names)
  },
  load: async (url, where) => {
    const socket = socketTo(url)
    const providers = await Promise.all((JSON.parse(where) as string[]).map((name) => follow(socket, name)))
    return providers.reduce((sum, provider) => sum + (fieldsOf(provider).get('text')?.length ?? 0), 0)
  },
  idle: async (url, connections) => {
    for (let at = 0; at < connections; at += 50) {
      const some = await opened(url, 50, `idle-${at}`)
      for (const provider of some) fieldsOf(provider).set('text', textOf(at, 100))
    }
  },
  pair: async (url) => pairOf(await follow(socketTo(url), 'pair'), await follow(socketTo(url), 'pair')),
}
