import { ImmutableString } from '@automerge/automerge'
import { Repo, type AutomergeUrl, type DocHandle } from '@automerge/automerge-repo'
import { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket'
import { KEYS, UPDATE_BYTES, textOf, type Pair, type PeerClient, type Until, type Writer } from '../client.ts'
import type { Fields } from './fields.ts'

type Handle = DocHandle<Record<string, ImmutableString>>

const repoTo = async (url: string): Promise<Repo> => {
  const repo = new Repo({ network: [new WebSocketClientAdapter(url)] })
  await new Promise((resolve) => repo.networkSubsystem.once('peer', resolve))
  return repo
}

/** What the server has said that it has. */
const serverHas = (repo: Repo, handle: Handle): boolean => {
  const { storageId } = Object.values(repo.peerMetadataByPeerId)[0] ?? {}
  const heads = storageId === undefined ? undefined : handle.getSyncInfo(storageId)?.lastHeads
  return heads !== undefined && heads.join() === handle.heads().join()
}

const acknowledged = (repo: Repo, handle: Handle): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!serverHas(repo, handle)) return
      handle.off('remote-heads', look)
      resolve()
    }
    handle.on('remote-heads', look)
    look()
  })

const stored = (handle: Handle, n: number): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ message }: { readonly message: unknown }): void => {
      if ((message as number) < n) return
      handle.off('ephemeral-message', look)
      resolve()
    }
    handle.on('ephemeral-message', look)
  })

const made = async (repo: Repo, text: string): Promise<Handle> => {
  const handle = repo.create<Record<string, ImmutableString>>({ text: new ImmutableString(text) })
  await acknowledged(repo, handle)
  return handle
}

const writerOn = async (url: string, until: Until): Promise<Writer> => {
  const repo = await repoTo(url)
  const handle = await made(repo, '-1')
  let n = 0
  let count = 0
  return {
    // Its messages depend on what the server answered before: changes are made when they are sent.
    prepare: async (_, atOnce) => {
      count = atOnce
    },
    write: async () => {
      const done = until === 'stored' ? stored(handle, n + count - 1) : null
      handle.change((fields) => {
        for (let at = 0; at < count; at++, n++) fields[String(n % KEYS)] = new ImmutableString(textOf(n, UPDATE_BYTES))
      })
      await (done ?? acknowledged(repo, handle))
    },
  }
}

const pairOf = (writer: Handle, reader: Handle): Pair => {
  let n = 0
  return {
    once: () =>
      new Promise((resolve) => {
        const key = String(n % KEYS)
        const text = textOf(n++, UPDATE_BYTES)
        const begin = performance.now()
        const look = (): void => {
          if (reader.doc()[key]?.val !== text) return
          reader.off('change', look)
          resolve(performance.now() - begin)
        }
        reader.on('change', look)
        writer.change((fields) => void (fields[key] = new ImmutableString(text)))
      }),
  }
}

export const client: PeerClient = {
  writers: (url, count, until) => Promise.all(Array.from({ length: count }, () => writerOn(url, until))),
  fill: async (url, documents, bytes) => {
    const repo = await repoTo(url)
    const urls: string[] = []
    for (let at = 0; at < documents; at += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, (_, n) => made(repo, textOf(at + n, bytes))))
      urls.push(...some.map((handle) => handle.url))
    }
    return JSON.stringify(urls)
  },
  load: async (url, where) => {
    const repo = await repoTo(url)
    const handles = await Promise.all((JSON.parse(where) as AutomergeUrl[]).map((one) => repo.find<Fields>(one)))
    return handles.reduce((sum, handle) => sum + (handle.doc()['text']?.val.length ?? 0), 0)
  },
  idle: async (url, connections) => {
    for (let at = 0; at < connections; at += 50) {
      await Promise.all(Array.from({ length: 50 }, async (_, n) => made(await repoTo(url), textOf(at + n, 100))))
    }
  },
  pair: async (url) => {
    const [one, other] = await Promise.all([repoTo(url), repoTo(url)])
    const writer = await made(one, '-1')
    return pairOf(writer, await other.find(writer.url))
  },
}
