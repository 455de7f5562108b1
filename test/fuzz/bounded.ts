/**
 * No parser asks for much memory on a stranger's word: whoever asks for more than `MOST_BYTES` in one piece is stopped here, before it
 * is given. (Arrays and strings are bounded by the heap of the thread that the fuzzer runs in.)
 */
import { Broken } from './target.ts'

const MOST_BYTES = 8 * 1024 * 1024

const watched = <T extends Uint8ArrayConstructor | ArrayBufferConstructor>(kind: T): T =>
  new Proxy(kind, {
    construct: (target, args: readonly unknown[], newTarget) => {
      const [asked] = args
      if (typeof asked === 'number' && asked > MOST_BYTES) throw new Broken(`${asked} bytes asked for at once`)
      return Reflect.construct(target, args, newTarget) as object
    },
  })

/** For the rest of this thread. */
export const watchAllocations = (): void => {
  globalThis.Uint8Array = watched(Uint8Array)
  globalThis.ArrayBuffer = watched(ArrayBuffer)
}
