/** The operator takes down what an organisation shows, beside the relay that runs: visitors and its own people are told, and the log has counts. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { postgresMissing, startPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { serviceDraft } from '@pergola/client/testing'
import { caseFor } from '../stories/cases.ts'
import { org, type Someone } from '../stories/people.ts'
import { endAll, freePort, inOrder, member, newPlace, pergola, serve, type Member, type Place } from './house.ts'

const SLOW = 90_000
const missing = postgresMissing()
const HOUSE = serviceDraft('Three months by the sea', { kinds: ['relocation.international'], regions: ['001'] }, { visibility: 'public' })

let place: Place
let amina: Member
beforeEach(async () => {
  place = await newPlace()
})
afterEach(async () => {
  await amina.do('lock', {}).catch(() => {})
  amina.close()
  await endAll()
  await place.remove()
})

/** The first of a network, with their steward at this relay. */
const founded = async (origin: string): Promise<{ readonly amina: Member; readonly passphrase: string; readonly own: string }> => {
  const who = await member(origin, place, 'amina')
  await who.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const { passphrase } = await who.do('found', {
    network: 'River Network',
    org: org('Riverbank Group'),
    personName: 'Amina',
    account: 'amina',
  })
  await who.sees('network', {}, (network) => network.organisations.length === 1)
  const session = await who.ask('session', {})
  return { amina: who, passphrase, own: session.state === 'open' ? session.org : '' }
}

it(
  'OPS-16 a page and a file go while the relay runs; who asks is told, and the organisation may show something again',
  { timeout: SLOW },
  async () => {
    const port = String(await freePort())
    const origin = `http://127.0.0.1:${port}`
    const relay = await serve('--data', place.at('relay'), '--port', port, '--origin', origin)
    const first = await founded(origin)
    amina = first.amina
    const { own, passphrase } = first
    await amina.do('saveService', { service: HOUSE })
    await amina.sees('publicPage', {}, ({ services }) => services.length === 1)
    await amina.do('publishPage', {})
    const { space } = await caseFor(amina as unknown as Someone, [])
    await amina.do('attachFile', { space, name: 'scan.pdf', type: 'application/pdf', content: Buffer.from('a scan') })
    await inOrder(amina)
    const [file] = (await amina.ask('case', { space })).file.files
    const { atRelay } = await amina.do('openFile', { where: { space }, id: file!.id })
    const page = async (path: string): Promise<number> => (await fetch(`${origin}/public/${path}/${own}`)).status
    expect([await page('organisations'), await page('editions')]).toEqual([200, 200])

    const data = ['--data', place.at('relay')]
    const nobody = '00'.repeat(16)
    expect(await pergola('take-down', ...data, '--page', nobody)).toMatchObject({
      code: 1,
      out: expect.stringContaining('1 of what you named is not there'),
    })
    expect(await pergola('take-down', ...data)).toMatchObject({ code: 2 })
    const taken = await pergola('take-down', ...data, '--page', own, '--file', atRelay)
    expect(taken).toMatchObject({ code: 0, err: 'taken down pages=1 intakes=0 files=1\n' })
    for (const id of [own, atRelay]) expect(taken.err).not.toContain(id)

    await expect.poll(() => page('organisations'), { timeout: 20_000 }).toBe(410)
    expect(await page('editions')).toBe(410)
    expect(await amina.pergola.run('openFile', { where: { space }, id: file!.id })).toMatchObject({
      ok: false,
      problem: { type: 'taken_down' },
    })
    // Her own people hear of it by themselves; at the latest when they come back.
    await amina.do('lock', {})
    await amina.do('unlock', { passphrase })
    await amina.sees('publicPage', {}, ({ takenDown, shownSince }) => takenDown !== null && shownSince === null)
    expect(await pergola('verify', ...data)).toMatchObject({ code: 0 })
    await amina.do('publishPage', {})
    await amina.sees('publicPage', {}, ({ takenDown, shownSince }) => takenDown === null && shownSince !== null)
    await expect.poll(() => page('organisations'), { timeout: 20_000 }).toBe(200)
    expect(await relay.stop()).toBe(0)
  },
)

it.skipIf(missing)(
  'OPS-16 on PostgreSQL an intake page is closed, which no file has to say, and what is not there is said',
  { timeout: SLOW },
  async () => {
    const postgres = await startPostgres()
    try {
      const database = ['--database', await postgres.database()]
      const port = String(await freePort())
      const origin = `http://127.0.0.1:${port}`
      const relay = await serve('--data', place.at('relay'), '--port', port, '--origin', origin, ...database)
      const first = await founded(origin)
      amina = first.amina
      const { own } = first
      await inOrder(amina)
      await amina.do('openIntake', { intro: 'We read this every morning.', languages: ['en'] })
      const card = async (): Promise<number> => (await fetch(`${origin}/api/intake/${own}`)).status
      expect(await card()).toBe(200)

      const data = ['--data', place.at('relay')]
      const taken = await pergola('take-down', ...data, ...database, '--intake', own, '--page', own)
      expect(taken).toMatchObject({ code: 1, err: 'taken down pages=0 intakes=1 files=0\n' })
      expect(taken.out).toContain('1 of what you named is not there')
      expect(taken.err).not.toContain(own)
      await expect.poll(card, { timeout: 20_000 }).toBe(404)
      expect(await pergola('take-down', ...data, ...database, '--intake', own)).toMatchObject({ code: 1 })
      expect(await pergola('verify', ...data, ...database)).toMatchObject({ code: 0 })

      await amina.do('openIntake', { intro: 'Again.', languages: ['en'] })
      await expect.poll(card, { timeout: 20_000 }).toBe(200)
      expect(await relay.stop()).toBe(0)
    } finally {
      await postgres.stop()
    }
  },
)
