/** A page that is closed without a word: what had come in is there the next time, without a network. */
import { expect, test } from 'vitest'
import type { OrgId } from '@pergola/protocol'
import { caseFor, sharedCase } from './cases.ts'
import { circle, reopened } from './people.ts'

test('SYNC-23 Joost reloads the page a moment after a case was shared with him, offline, and finds it in the list', async () => {
  const { relay, amina, joost, orgs, accounts } = await circle()
  const space = await sharedCase(amina, [orgs.joost as OrgId], [joost])
  await caseFor(joost, [])
  await new Promise((resolve) => setTimeout(resolve, 500))
  joost.link.cut(true)
  const again = await reopened(
    () => relay,
    joost,
    accounts.joost.passphrase,
    (transport) => ({
      ...transport,
      connect: ({ onClose }) => (queueMicrotask(onClose), { send: () => {}, close: () => {} }),
      request: async () => null,
    }),
  )
  const { rows } = await again.ask('cases', { filter: {}, from: 0, count: 10 })
  expect(rows).toHaveLength(2)
  expect((await again.ask('case', { space })).file.pseudonym).toBe('Heron')
})
