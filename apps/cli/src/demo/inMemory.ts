/** Somebody of the demo keeps everything in this process, and it is gone with it: no disk that it has to be sealed for. */
import type { LocalSeal } from '@pergola/client'

/** What never leaves the process needs no second seal; what goes to the relay is sealed as everywhere. */
export const unsealed: LocalSeal = {
  seal: async (_key, _name, plaintext) => plaintext,
  open: async (_key, _name, kept) => kept,
}
