import { wordlist } from '@scure/bip39/wordlists/english.js'
import { expect, it } from 'vitest'
import { packedModule } from './packedWords.ts'

it('INTAKE-1 the page has the same 2,048 words as everyone else', async () => {
  const page = (await import(`data:text/javascript,${encodeURIComponent(packedModule(wordlist))}`)) as {
    readonly wordlist: readonly string[]
  }
  expect(page.wordlist).toEqual([...wordlist])
  expect(page.wordlist).toHaveLength(2048)
})
