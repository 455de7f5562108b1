/** The examples in deploy/, in front of a relay on this machine: a visitor comes by https, as members do. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { hex } from '@pergola/protocol'
import { FIRST, writePush } from '../../apps/relay/src/testing/author.ts'
import { firstOrganisation } from '../../apps/relay/src/testing/network.ts'
import type { Handlers } from '../../apps/relay/src/testing/memory-relay.ts'
import { foundInFolder, formsOf, searchFor } from '../leaks/places.ts'
import { endAll, freePort, newPlace, run, serve, started, type Place } from './house.ts'

const DEPLOY = join(import.meta.dirname, '..', '..', 'deploy')
const MAIN = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'src', 'main.ts')
const SLOW = 60_000

let place: Place
let ca: string
let port: number
let onionPort: number
let origin: string

/** Replaces what an operator replaces; throws when the example does not have it. */
const replaced = (text: string, ...pairs: readonly (readonly [string | RegExp, string])[]): string =>
  pairs.reduce((result, [from, to]) => {
    const after = result.replaceAll(from, to)
    if (after === result) throw new Error(`the example has no ${String(from)}`)
    return after
  }, text)

const withNginx = async (relayPort: number): Promise<readonly [string, readonly string[]]> => {
  const site = replaced(
    await readFile(join(DEPLOY, 'nginx.conf'), 'utf8'),
    [/ *listen \[::\].*\n/g, ''],
    ['listen 80;', `listen 127.0.0.1:${await freePort()};`],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['/etc/ssl/pergola.example/fullchain.pem', place.at('cert.pem')],
    ['/etc/ssl/pergola.example/privkey.pem', place.at('key.pem')],
    ['/var/log/nginx/pergola.log', place.at('proxy', 'error.log')],
    ['pergola.example', 'localhost'],
    ['127.0.0.1:8765', `127.0.0.1:${relayPort}`],
  )
  const onion = replaced(
    await readFile(join(DEPLOY, 'nginx-onion.conf'), 'utf8'),
    ['127.0.0.1:8780', `127.0.0.1:${onionPort}`],
    ['/var/log/nginx/pergola.log', place.at('proxy', 'error.log')],
    ['127.0.0.1:8765', `127.0.0.1:${relayPort}`],
  )
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${place.at('proxy', kind)};`)
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  await writeFile(
    place.at('nginx.conf'),
    `${user} daemon off; master_process off; pid ${place.at('nginx.pid')}; error_log ${place.at('proxy', 'main.log')} crit; events {} http { ${temporary.join(' ')}\n${site}\n${onion}\n}`,
  )
  return ['nginx', ['-c', place.at('nginx.conf'), '-p', place.path]]
}

const withCaddy = async (relayPort: number): Promise<readonly [string, readonly string[]]> => {
  const site = replaced(
    await readFile(join(DEPLOY, 'Caddyfile'), 'utf8'),
    [/^pergola\.example \{/gm, `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${place.at('cert.pem')} ${place.at('key.pem')}`],
    ['127.0.0.1:8765', `127.0.0.1:${relayPort}`],
  )
  await writeFile(
    place.at('Caddyfile'),
    `{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system ${place.at('proxy')}\n}\n${site}`,
  )
  return ['caddy', ['run', '--config', place.at('Caddyfile'), '--adapter', 'caddyfile']]
}

const PROXIES = [
  ['nginx', '/usr/sbin/nginx', withNginx],
  ['Caddy', '/usr/bin/caddy', withCaddy],
] as const

/** A certificate that this test alone believes. */
const makeCertificate = async (): Promise<void> => {
  const made = await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', place.at('key.pem'), '-out', place.at('cert.pem')],
  ])
  if (made.code !== 0) throw new Error(made.err)
  ca = await readFile(place.at('cert.pem'), 'utf8')
}

interface Got {
  readonly status: number
  /** Name and value, one after the other, as they came. */
  readonly headers: readonly string[]
  readonly body: Buffer
}

const ask = (
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: Uint8Array } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const asked = request(`${origin}${path}`, { ca, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.rawHeaders, body: Buffer.concat(parts) }))
    })
    asked.on('error', reject)
    asked.end(body)
  })

const named = ({ headers }: Got, name: string): readonly string[] =>
  headers.filter((_value, at) => at % 2 === 1 && headers[at - 1]!.toLowerCase() === name)

/** A device's line through the proxy. */
const link = {
  connect: ({ onMessage, onClose }: Handlers) => {
    const socket = new WebSocket(`${origin.replace('https', 'wss')}/api/socket`, { ca, origin })
    const opened = new Promise<void>((resolve) => socket.once('open', resolve))
    socket.on('message', (data: Buffer) => onMessage(Uint8Array.from(data)))
    socket.on('error', () => {})
    socket.on('close', onClose)
    return { send: (bytes: Uint8Array) => void opened.then(() => socket.send(bytes)), close: () => socket.close() }
  },
}

const untilItAnswers = async (): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    if ((await ask('/healthz').catch(() => null))?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the proxy did not start')
}

beforeEach(async () => {
  place = await newPlace()
  await mkdir(place.at('proxy'))
  await makeCertificate()
  port = await freePort()
  onionPort = await freePort()
  origin = `https://localhost:${port}`
})
afterEach(async () => {
  await endAll()
  await place.remove()
})

describe.each(PROXIES)('behind %s', (name, program, configure) => {
  const missing = !existsSync(program)
  if (missing) console.warn(`skipped: behind ${name}: ${program} is not installed`)

  it.skipIf(missing)(
    `OPS-11 ${name} passes requests, sockets and large files on, adds no header, and keeps no address`,
    { timeout: SLOW },
    async () => {
      const relayPort = await freePort()
      await serve(
        '--data',
        place.at('relay'),
        '--port',
        String(relayPort),
        '--origin',
        origin,
        '--origin',
        'http://localhost',
        '--behind-proxy',
      )
      const [command, args] = await configure(relayPort)
      started.push(spawn(command, args, { stdio: 'ignore', env: { ...process.env, HOME: place.path, XDG_DATA_HOME: place.at('proxy') } }))
      await untilItAnswers()

      if (name === 'nginx') {
        // As tor comes, by another port and without TLS.
        const onion = await fetch(`http://127.0.0.1:${onionPort}/healthz`)
        expect([onion.status, onion.headers.get('content-security-policy')?.includes("default-src 'none'")]).toEqual([200, true])
        expect((await fetch(`http://127.0.0.1:${onionPort}/readyz`)).status).toBe(404)
      }

      const canary = 'CANARY-amina-was-here'
      const answer = await ask(`/api/${canary}?${canary}`, { headers: { 'user-agent': canary, 'x-forwarded-for': '203.0.113.7' } })
      expect(answer.status).toBe(404)
      for (const header of [
        'content-security-policy',
        'strict-transport-security',
        'referrer-policy',
        'x-content-type-options',
        'x-frame-options',
        'permissions-policy',
      ])
        expect([header, named(answer, header).length]).toEqual([header, 1])
      for (const header of ['set-cookie', 'x-powered-by', 'via']) expect(named(answer, header)).toEqual([])
      expect(named(answer, 'server').join()).not.toMatch(/\d/)
      expect((await ask('/readyz')).status).toBe(404)

      const { steward, org, stand } = await firstOrganisation(link)
      const push = writePush(steward.device, stand, FIRST, 5)
      const answers = await steward.client.ask({ t: 'push', space: org, commits: push.commits, signature: push.signature })
      expect(answers.at(-1)?.t).toBe('receipt')

      const headers = {
        authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}`,
        'content-type': 'application/octet-stream',
      }
      const [path, large] = [`/api/blobs/${hex(randomBytes(16))}`, randomBytes(20 * 1024 * 1024)]
      expect((await ask(path, { method: 'PUT', headers, body: large })).status).toBe(200)
      expect((await ask(path, { headers })).body.equals(large)).toBe(true)

      const doctor = await run(
        process.execPath,
        [MAIN, 'doctor', '--data', place.at('relay'), '--port', String(relayPort), '--origin', origin, '--json'],
        {
          env: { ...process.env, NODE_EXTRA_CA_CERTS: place.at('cert.pem') },
        },
      )
      const findings = JSON.parse(doctor.out) as readonly { readonly level: string; readonly about: string }[]
      expect(findings.filter(({ level }) => level === 'fail')).toEqual([])
      const byName = findings.filter(({ about }) => about.includes('localhost'))
      expect(byName.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok'])

      steward.client.close()
      await endAll()
      expect(
        await foundInFolder(
          searchFor(
            new Map([
              ['address', formsOf('203.0.113.7')],
              ['canary', formsOf(canary)],
            ]),
          ),
          place.at('proxy'),
        ),
      ).toEqual([])
    },
  )
})
