/** An operator asks what is wrong; each thing that can be wrong is made wrong once. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startRelay, type Relay } from '@pergola/relay'
import { examineClock, examineFileLimit, examineNode } from './examine-machine.ts'
import { examineFolder } from './examine-folder.ts'
import { examineOrigin, examinePort } from './examine-service.ts'
import { asText, type Finding } from './findings.ts'

let place: string
let data: string
let relay: Relay

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'pergola-doctor-'))
  data = join(place, 'data')
  relay = await startRelay({ dataFolder: data, port: 0 })
})
afterEach(async () => {
  await relay.stop()
  await rm(place, { recursive: true, force: true })
})

const levels = (findings: readonly Finding[]): Readonly<Record<string, string>> =>
  Object.fromEntries(findings.map(({ about, level }) => [about, level]))

describe('the data folder', () => {
  it('OPS-14 of a relay that runs is in order', async () => {
    const { findings } = await examineFolder(data)
    const { fsync, disk, ...others } = levels(findings)
    expect(others).toEqual({ 'data folder': 'ok', 'relay-key': 'ok', 'mailbox-secret': 'ok', 'file system': 'ok', database: 'ok' })
    expect([fsync, disk]).not.toContain('fail')
  })

  it('OPS-14 open to others, with a key that is readable, cut or gone, and a copy left over', async () => {
    await chmod(data, 0o755)
    await chmod(join(data, 'relay-key'), 0o644)
    await truncate(join(data, 'mailbox-secret'), 31)
    await mkdir(join(data, 'copy-abc'))
    expect(levels((await examineFolder(data)).findings)).toMatchObject({
      'data folder': 'fail',
      'relay-key': 'fail',
      'mailbox-secret': 'fail',
      leftovers: 'warn',
    })
    await rm(join(data, 'relay-key'))
    expect(levels((await examineFolder(data)).findings)['relay-key']).toBe('fail')
  })

  it('OPS-14 with a database that is damaged, or not there at all', async () => {
    await relay.stop()
    await writeFile(join(data, 'relay.db'), randomBytes(50_000))
    expect(levels((await examineFolder(data)).findings)['database']).toBe('fail')
    await rm(join(data, 'relay.db'))
    expect(levels((await examineFolder(data)).findings)['database']).toBe('fail')
    expect(levels((await examineFolder(join(place, 'elsewhere'))).findings)).toEqual({ 'data folder': 'fail' })
    relay = await startRelay({ dataFolder: join(place, 'other'), port: 0 })
  })

  it.skipIf(process.platform !== 'linux')('OPS-14 in memory, where nothing is kept', async () => {
    const shm = await mkdtemp('/dev/shm/pergola-doctor-')
    const other = await startRelay({ dataFolder: shm, port: 0 })
    expect(levels((await examineFolder(shm)).findings)['file system']).toBe('fail')
    await other.stop()
    await rm(shm, { recursive: true })
  })
})

describe('the machine', () => {
  it('OPS-14 runs a Node that is new enough, and lets enough files be open', () => {
    expect([examineNode('26.10.0').level, examineNode('20.1.0').level]).toEqual(['ok', 'fail'])
    const limits = (soft: string): string =>
      `Limit  Soft Limit  Hard Limit  Units\nMax open files            ${soft}                 524288               files`
    expect(['4096', 'unlimited', '1024'].map((soft) => examineFileLimit(limits(soft)).level)).toEqual(['ok', 'ok', 'warn'])
    expect(examineFileLimit(null).level).toBe('warn')
  })

  it('OPS-14 has a clock that is kept right and is not behind the log', () => {
    expect(examineClock('yes', 1000, 2000).map(({ level }) => level)).toEqual(['ok', 'ok'])
    expect(examineClock('no', 100_000, 2000).map(({ level }) => level)).toEqual(['fail', 'warn'])
    expect(examineClock(null, null, 2000).map(({ level }) => level)).toEqual(['ok', 'warn'])
  })
})

describe('the service', () => {
  it('OPS-14 answers at its port; nobody, and somebody else, is said', async () => {
    expect((await examinePort('127.0.0.1', relay.port)).level).toBe('ok')
    const { port } = relay
    await relay.stop()
    expect((await examinePort('127.0.0.1', port)).level).toBe('warn')
    const other = createServer((_request, response) => response.end('hello')).listen(port, '127.0.0.1')
    expect(await examinePort('127.0.0.1', port)).toMatchObject({ level: 'fail', found: 'something else than a relay answers' })
    other.close()
    relay = await startRelay({ dataFolder: data, port: 0 })
  })

  it('OPS-14 is reached by the name that members use, with live connections', async () => {
    const found = await examineOrigin(`http://localhost:${relay.port}`)
    expect(found.map(({ level }) => level)).toEqual(['ok', 'ok'])
    expect(levels(await examineOrigin('https://localhost:1/path'))).toEqual({ 'origin https://localhost:1/path': 'fail' })
    expect((await examineOrigin('https://localhost:1')).map(({ level }) => level)).toEqual(['fail', 'fail'])
    const plain = await examineOrigin(`http://nowhere.invalid:${relay.port}`)
    expect(asText(plain)).toContain('FAIL  origin http://nowhere.invalid')
  })

  it('OPS-14 behind a proxy that adds headers of its own, or passes no sockets on', async () => {
    const proxy = createServer((request, response) => {
      void fetch(`http://127.0.0.1:${relay.port}${request.url}`).then(async (answer) => {
        for (const [name, value] of answer.headers) response.appendHeader(name, value)
        response.appendHeader('referrer-policy', 'origin')
        response.removeHeader('content-encoding')
        response.end(await answer.text())
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const address = proxy.address()
    const origin = `http://localhost:${typeof address === 'object' ? address?.port : 0}`
    expect((await examineOrigin(origin)).map(({ about, level }) => [about.split(' ')[0], level])).toEqual([
      ['headers', 'fail'],
      ['live', 'fail'],
    ])
    proxy.closeAllConnections()
    proxy.close()
  })
})
