/**
 * A disk that loses its power. It knows what was written and what was asked to be kept (fsync), and gives the folder as it may be found
 * afterwards: whatever was not synced may be there, in part, out of order, or not at all.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { DiskEvent } from './diskLog.ts'

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number }

/** What a name stands for, whatever its name. */
interface File {
  kept: Buffer
  keptSize: number
  /** Since the last fsync, in order. */
  pending: Change[]
  /** With what is pending: where the next write without an offset goes. */
  size: number
}

type NameChange =
  | { readonly t: 'name'; readonly path: string; readonly file: File }
  | { readonly t: 'folder'; readonly path: string }
  | { readonly t: 'remove'; readonly path: string }

/** What of the pending reached the disk. `chance` gives numbers in [0, 1). */
export type Loss = 'nothing arrived' | 'everything arrived' | 'some sectors arrived' | 'cut off at a byte'

const SECTOR = 512

const grown = (file: Buffer, size: number): Buffer => {
  if (size <= file.length) return file
  const larger = Buffer.alloc(Math.max(size, file.length * 2))
  file.copy(larger)
  return larger
}

const apply = (image: { bytes: Buffer; size: number }, change: Change): void => {
  if ('size' in change) {
    if (change.size < image.size) image.bytes.fill(0, change.size, image.size)
    image.bytes = grown(image.bytes, change.size)
    image.size = change.size
    return
  }
  const end = change.offset + change.bytes.length
  image.bytes = grown(image.bytes, end)
  change.bytes.copy(image.bytes, change.offset)
  image.size = Math.max(image.size, end)
}

/** A write as the disk does it: sector by sector. */
const sectors = function* (change: Change): Iterable<Change> {
  if ('size' in change) return yield change
  for (let at = 0; at < change.bytes.length;) {
    const next = Math.min(change.bytes.length, at + SECTOR - ((change.offset + at) % SECTOR))
    yield { offset: change.offset + at, bytes: change.bytes.subarray(at, next) }
    at = next
  }
}

const cutOff = (pending: readonly Change[], chance: () => number): readonly Change[] => {
  const last = Math.floor(chance() * (pending.length + 1))
  const torn = pending[last]
  const whole = pending.slice(0, last)
  if (torn === undefined || 'size' in torn) return whole
  return [...whole, { offset: torn.offset, bytes: torn.bytes.subarray(0, Math.floor(chance() * torn.bytes.length)) }]
}

const arrived = (pending: readonly Change[], loss: Loss, chance: () => number): readonly Change[] => {
  if (loss === 'nothing arrived') return []
  if (loss === 'everything arrived') return pending
  if (loss === 'cut off at a byte') return cutOff(pending, chance)
  return pending.flatMap((change) => [...sectors(change)]).filter(() => chance() < 0.5)
}

export class Disk {
  readonly #root: string
  /** As programs see it. */
  readonly #names = new Map<string, File>()
  /** Every change of a name, in order; those before `#durableNames` were synced with their folder. */
  readonly #changes: NameChange[] = []
  #durableNames = 0

  constructor(root: string) {
    this.#root = root
  }

  #name(change: NameChange): void {
    this.#changes.push(change)
    if (change.t === 'name') this.#names.set(change.path, change.file)
    if (change.t === 'remove') this.#names.delete(change.path)
  }

  #file(path: string): File {
    const file = this.#names.get(path)
    if (file === undefined) throw new Error(`${path} was written to and never made`)
    return file
  }

  /** Happens in the order in which it began; a sync counts when it has ended. */
  take(event: DiskEvent): void {
    switch (event.t) {
      case 'create':
        return this.#create(event.path, event.empties)
      case 'folder':
        return this.#name({ t: 'folder', path: event.path })
      case 'link':
        return this.#name({ t: 'name', path: event.to, file: this.#file(event.path) })
      case 'rename':
        this.#name({ t: 'name', path: event.to, file: this.#file(event.path) })
        return this.#name({ t: 'remove', path: event.path })
      case 'remove':
        return this.#name({ t: 'remove', path: event.path })
      case 'sync':
        return this.#sync(event.path)
      case 'truncate':
        return this.#change(this.#file(event.path), { size: event.size })
      case 'write': {
        const file = this.#file(event.path)
        return this.#change(file, { offset: event.offset ?? file.size, bytes: event.bytes })
      }
    }
  }

  #create(path: string, empties: boolean): void {
    const held = this.#names.get(path)
    if (held && empties) this.#change(held, { size: 0 })
    if (!held) this.#name({ t: 'name', path, file: { kept: Buffer.alloc(0), keptSize: 0, pending: [], size: 0 } })
  }

  #change(file: File, change: Change): void {
    file.pending.push(change)
    file.size = 'size' in change ? change.size : Math.max(file.size, change.offset + change.bytes.length)
  }

  #sync(path: string): void {
    const file = this.#names.get(path)
    if (file === undefined) return this.#syncFolder(path)
    const image = { bytes: file.kept, size: file.keptSize }
    for (const change of file.pending) apply(image, change)
    file.kept = image.bytes
    file.keptSize = image.size
    file.pending = []
  }

  /** Journals keep the order of changes of names: what came before the last of this folder is kept with it. */
  #syncFolder(folder: string): void {
    const last = this.#changes.findLastIndex((change) => dirname(change.path) === folder)
    this.#durableNames = Math.max(this.#durableNames, last + 1)
  }

  /** The folder as somebody may find it when the power goes now, written to `to`. */
  async afterPowerCut(to: string, loss: Loss, chance: () => number): Promise<void> {
    const open = this.#changes.length - this.#durableNames
    const reached =
      this.#durableNames + (loss === 'everything arrived' ? open : loss === 'nothing arrived' ? 0 : Math.floor(chance() * (open + 1)))
    const names = new Map<string, File>()
    const folders = new Set<string>([to])
    const placeOf = (path: string): string => join(to, relative(this.#root, path))
    for (const change of this.#changes.slice(0, reached)) {
      if (change.t === 'folder') folders.add(placeOf(change.path))
      if (change.t === 'name') names.set(change.path, change.file)
      if (change.t === 'remove') names.delete(change.path)
    }
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const [path, file] of names) {
      const image = { bytes: Buffer.from(file.kept.subarray(0, file.keptSize)), size: file.keptSize }
      for (const change of arrived(file.pending, loss, chance)) apply(image, change)
      await writeFile(placeOf(path), image.bytes.subarray(0, image.size), { mode: 0o600 })
    }
  }
}
