import { describe, expect, it } from 'vitest'
import { FIRST, foundSpace, writePush } from './author.ts'
import { createMemoryRelay } from './memory-relay.ts'
import { foundNetwork, stands } from './network.ts'

describe('a relay in memory', () => {
  it('takes what Amina writes and shows it to Joost, who shares the case', async () => {
    const relay = createMemoryRelay()
    const { local, shelter } = await foundNetwork(relay)
    const amina = local.steward
    const joost = shelter.steward
    const stand = await stands(amina, foundSpace(amina.device, 'case', local.org, [{ org: shelter.org, role: 'contributor' }]))
    await joost.client.until(() => joost.client.of('news').find((news) => news.what === 'spaces'))
    const push = writePush(amina.device, stand, FIRST, 3)
    expect(await amina.client.outcome({ t: 'push', space: stand.space, commits: push.commits, signature: push.signature })).toBe('receipt')
    const event = await joost.client.until(() => joost.client.of('page').find((page) => page.id === 0 && page.commits.length > 0))
    const [fetched] = await joost.client.fetch(stand.space)
    expect(fetched?.commits).toEqual(event.commits)
    expect(fetched?.commits.map((commit) => commit.bytes)).toEqual(push.commits)
    expect(fetched?.head).toBe(amina.client.of('receipt')[0]?.receipt.head)
  })
})
