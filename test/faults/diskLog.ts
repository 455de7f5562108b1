/**
 * Everything a relay did to its folder, in order, as the system saw it: `strace` writes down each write with its bytes, each fsync,
 * each change of a name, one file a thread, with the time at which it began and how long it took.
 */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** `at`: Unix ms at which it may have taken effect, for a sync: at which it had. Paths are absolute. */
export type DiskEvent = { readonly at: number } & (
  | { readonly t: 'write'; readonly path: string; readonly offset: number | null; readonly bytes: Buffer }
  | { readonly t: 'truncate'; readonly path: string; readonly size: number }
  | { readonly t: 'sync'; readonly path: string }
  | { readonly t: 'create'; readonly path: string; readonly empties: boolean }
  | { readonly t: 'folder'; readonly path: string }
  | { readonly t: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly t: 'remove'; readonly path: string }
)

const CALLS = [
  'openat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,fallocate,fsync,fdatasync,sync_file_range',
  'rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir',
].join(',')

/** The program that runs the relay and writes down what it does, to files in `folder` named `log.*`. */
export const writtenDown = (folder: string): readonly string[] => [
  ...['strace', '-f', '-ff', '--seccomp-bpf', '-y', '-ttt', '-T', '-xx', '-s', '4194304', '-e', 'signal=none'],
  ...['-e', `trace=${CALLS}`, '-o', join(folder, 'log')],
]

const plain = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex')
const STRING = /"((?:\\x[0-9a-f]{2})*)"/g
const LINE = /^(\d+\.\d+) (\w+)\((.*)\) += (-?\d+)(?:<[^>]*>)?(?: [^<]*)? <(\d+\.\d+)>$/s
const FD = /^\d+<((?:\\x[0-9a-f]{2})*)>/

const strings = (text: string): readonly Buffer[] => [...text.matchAll(STRING)].map(([, hex]) => plain(hex!))
const pathOf = (fd: string): string => plain(FD.exec(fd)?.[1] ?? '').toString()
const lastNumber = (args: string): number => Number(/(\d+)$/.exec(args)?.[1])

interface Call {
  readonly name: string
  readonly args: string
  readonly result: number
}

type Done = DiskEvent extends infer E ? (E extends DiskEvent ? Omit<E, 'at'> : never) : never

const NOT_MODELLED = new Set(['fallocate', 'sync_file_range', 'pwritev', 'pwritev2'])

const eventOf = ({ name, args, result }: Call): Done | null => {
  const named = strings(args)
  const [one = '', two = ''] = named.map((bytes) => bytes.toString())
  if (NOT_MODELLED.has(name)) throw new Error(`the relay called ${name}, which this model does not know`)
  if (name === 'fsync' || name === 'fdatasync') return { t: 'sync', path: pathOf(args) }
  if (name === 'pwrite64') return { t: 'write', path: pathOf(args), offset: lastNumber(args), bytes: named[0]!.subarray(0, result) }
  if (name === 'write' || name === 'writev')
    return { t: 'write', path: pathOf(args), offset: null, bytes: Buffer.concat(named).subarray(0, result) }
  if (name === 'ftruncate') return { t: 'truncate', path: pathOf(args), size: lastNumber(args) }
  if (name === 'mkdir') return { t: 'folder', path: one }
  if (name.startsWith('rename')) return { t: 'rename', path: one, to: two }
  if (name.startsWith('link')) return { t: 'link', path: one, to: two }
  if (name.startsWith('unlink')) return { t: 'remove', path: one }
  return args.includes('O_CREAT') ? { t: 'create', path: one, empties: args.includes('O_TRUNC') } : null
}

/**
 * In the order in which they took effect: a write may when it begins, a sync has when it has ended (nobody here writes to a file that is
 * being synced). What is not below `root`, and what failed, is left out.
 */
export const readDiskLog = async (folder: string, root: string): Promise<readonly DiskEvent[]> => {
  const events: DiskEvent[] = []
  const hexRoot = [...Buffer.from(root)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  for (const name of await readdir(folder)) {
    for (const line of (await readFile(join(folder, name), 'latin1')).split('\n')) {
      if (!line.includes(hexRoot)) continue
      const [, at, call, args, result, took] = LINE.exec(line) ?? []
      if (at === undefined || Number(result) < 0) continue
      const event = eventOf({ name: call!, args: args!, result: Number(result) })
      const effect = Number(at) + (event?.t === 'sync' ? Number(took) : 0)
      if (event?.path.startsWith(root)) events.push({ ...event, at: effect * 1000 } as DiskEvent)
    }
  }
  return events.toSorted((a, b) => a.at - b.at)
}
