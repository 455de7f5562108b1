import { newDevice, personFromSeed, type DeviceSecret } from '@pergola/core/identity'
import { asText, rowAt, setOp, type Op } from '@pergola/core/record'
import { addNote } from '@pergola/core/casework'
import { foundSpace } from '@pergola/core/space'
import type { FromRelay, OrgId, SpaceId } from '@pergola/protocol'
import { KEYS, UPDATE_BYTES, textOf, type Pair, type PeerClient, type Writer } from '../client.ts'
import { control, newAuthor, orgOf, sealing, writing, type Author } from './author.ts'
import { crypto, lineTo, type Asked, type Line } from './line.ts'
import { Reader } from './reader.ts'

const update = (n: number, bytes: number): readonly Op[] => [setOp('bench', 'main', { [String(n % KEYS)]: textOf(n, bytes) })]

const writerOn = async (url: string): Promise<Writer> => {
  const author = await newAuthor(url)
  const seal = sealing(author, author.membership, author.key)
  let n = 0
  const ready: Asked[] = []
  return {
    prepare: async (bursts, count) => {
      while (ready.length < bursts) ready.push(await seal(Array.from({ length: count }, () => update(n++, UPDATE_BYTES))))
    },
    write: async () => void (await author.line.ask(ready.shift()!)),
  }
}

/** Another device of the same person, in the organisation's log. */
const secondDevice = async (url: string, author: Author): Promise<DeviceSecret> => {
  const device = await newDevice(crypto, author.person, Date.now())
  const line = await lineTo(url, device)
  await control({ line, device }, author.membership, [{ t: 'addDevice', certificate: device.certificate }], null)
  return device
}

/** A case of its own, shared with nobody else, with a note of so many bytes in it. */
const makeCase = async (author: Author, n: number, bytes: number): Promise<void> => {
  const { actions, key } = foundSpace(crypto, 'case', { org: orgOf(author), secret: author.secret }, [])
  const membership = await control(author, null, actions, author.membership)
  const note = addNote(String(n).padStart(32, '0'), textOf(n, bytes))
  if (!note.ok) throw new Error('no note')
  await writing(author, membership, key)([note.value])
}

interface Where {
  readonly seed: string
  readonly device: DeviceSecret
  readonly org: OrgId
}

const bytesToHex = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value
const hexToBytes = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'hex' in value ? Uint8Array.from(Buffer.from(value.hex as string, 'hex')) : value

/** What a fresh device of this author must be told. */
export const whereOf = async (url: string, author: Author): Promise<string> => {
  const device = await secondDevice(url, author)
  const where: Where = { seed: Buffer.from(author.person.seed).toString('hex'), device, org: orgOf(author) }
  return JSON.stringify(where, bytesToHex)
}

const pages = async (line: Line, reader: Reader, spaces: readonly SpaceId[]): Promise<void> => {
  const taken: Promise<void>[] = []
  const items = spaces.map((space) => ({ space, control: 0, pos: 0, snapshot: true }))
  await line.ask({ t: 'fetch', items }, (frame) => {
    if (frame.t === 'page') taken.push(reader.take(frame))
  })
  await Promise.all(taken)
}

const listed = async (line: Line): Promise<readonly SpaceId[]> => {
  const spaces: SpaceId[] = []
  await line.ask({ t: 'list' }, (frame) => {
    if (frame.t === 'listed') spaces.push(...frame.spaces.map(({ space }) => space))
  })
  return spaces
}

const noteBytes = (reader: Reader): number =>
  [...reader.replicas.values()]
    .flatMap(({ doc }) => [...(doc.notes.get('note')?.values() ?? [])])
    .reduce((sum, { fields }) => sum + asText(fields['text']).length, 0)

const pairOf = (write: ReturnType<typeof writing>, line: Line, reader: Reader, org: OrgId): Pair => {
  let n = 0
  return {
    once: () =>
      new Promise((resolve, reject) => {
        const at = n++
        const begin = performance.now()
        line.onEvent((frame: FromRelay) => {
          if (frame.t !== 'page') return
          reader.take(frame).then(() => {
            const row = rowAt(reader.replicas.get(org)!.doc, 'bench', 'main')
            if (row?.cells[String(at % KEYS)]?.value === textOf(at, UPDATE_BYTES)) resolve(performance.now() - begin)
          }, reject)
        })
        write([update(at, UPDATE_BYTES)]).catch(reject)
      }),
  }
}

export const client: PeerClient = {
  writers: (url, count) => Promise.all(Array.from({ length: count }, () => writerOn(url))),
  fill: async (url, documents, bytes) => {
    const author = await newAuthor(url)
    const where = await whereOf(url, author)
    for (let at = 0; at < documents; at += 50) await Promise.all(Array.from({ length: 50 }, (_, n) => makeCase(author, at + n, bytes)))
    return where
  },
  load: async (url, where) => {
    const { seed, device, org } = JSON.parse(where, hexToBytes) as Where
    const line = await lineTo(url, device)
    const listing = listed(line)
    const reader = new Reader(personFromSeed(crypto, Uint8Array.from(Buffer.from(seed, 'hex'))), device, org)
    const book = pages(line, reader, [org])
    const spaces = (await listing).filter((space) => space !== org)
    // As the client's puller does: the relay is not waited for while something is followed.
    await Promise.all([book, pages(line, reader, spaces)])
    return noteBytes(reader)
  },
  idle: async (url, connections) => {
    for (let at = 0; at < connections; at += 50) {
      const authors = await Promise.all(Array.from({ length: 50 }, () => newAuthor(url)))
      await Promise.all(authors.map((author) => writing(author, author.membership, author.key)([update(at, 100)])))
    }
  },
  pair: async (url) => {
    const author = await newAuthor(url)
    const device = await secondDevice(url, author)
    const reader = new Reader(author.person, device, orgOf(author))
    const line = await lineTo(url, device)
    await pages(line, reader, [orgOf(author)])
    return pairOf(writing(author, author.membership, author.key), line, reader, orgOf(author))
  },
}
