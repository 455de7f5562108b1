/**
 * A real S3-speaking store for tests: OpenStack Swift of Debian with its S3 interface, which checks Signature Version 4 of
 * every request. Five processes on free loopback ports, everything in one temporary folder, stopped with the test.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { S3Client, type S3Keys, type S3Place } from '../blobs/s3-client.ts'
import { temporaryFolder } from './folder.ts'

const KINDS = ['account', 'container', 'object'] as const
const KEYS: S3Keys = { accessKeyId: 'test:tester', secretAccessKey: 'testing' }
const START_MS = 60_000

/** Why it cannot run here, or null. */
export const noObjectStore = (): string | null =>
  existsSync('/usr/bin/swift-proxy-server') && existsSync('/usr/bin/memcached')
    ? null
    : 'no Swift here (Debian: swift-proxy swift-account swift-container swift-object memcached)'

const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  const ports: number[] = []
  for (const server of servers) {
    if (!server.listening) await once(server, 'listening')
    ports.push((server.address() as AddressInfo).port)
  }
  for (const server of servers) server.close()
  return ports
}

const backend = (kind: string, folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
devices = ${folder}/node
mount_check = false
swift_dir = ${folder}
workers = 0
log_level = ERROR
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`

const proxy = (folder: string, port: number, memory: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
swift_dir = ${folder}
workers = 0
log_level = ERROR
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth bulk slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${memory}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
[filter:bulk]
use = egg:swift#bulk
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`

/** One device, one copy. */
const makeRing = (folder: string, kind: string, port: number): void => {
  const builder = (...args: string[]): void => {
    spawnSync('swift-ring-builder', [`${kind}.builder`, ...args], { cwd: folder, stdio: 'ignore' })
  }
  builder('create', '4', '1', '1')
  builder('add', '--region', '1', '--zone', '1', '--ip', '127.0.0.1', '--port', String(port), '--device', 'sdv1', '--weight', '1')
  builder('rebalance')
}

export interface ObjectStore {
  readonly keys: S3Keys
  /** Makes a bucket of this name. */
  bucket(name: string): Promise<S3Place>
  stop(): Promise<void>
}

const untilItAnswers = async (endpoint: string): Promise<void> => {
  const until = Date.now() + START_MS
  while (Date.now() < until) {
    const answer = await fetch(endpoint).catch(() => null)
    if (answer) return void (await answer.text())
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the object store did not start')
}

export const startObjectStore = async (): Promise<ObjectStore> => {
  const folder = await temporaryFolder()
  const [proxyPort = 0, memory = 0, ...ports] = await freePorts(5)
  await mkdir(join(folder.path, 'node', 'sdv1'), { recursive: true })
  for (const [at, kind] of KINDS.entries()) {
    makeRing(folder.path, kind, ports[at] ?? 0)
    await writeFile(join(folder.path, `${kind}.conf`), backend(kind, folder.path, ports[at] ?? 0))
  }
  await writeFile(join(folder.path, 'proxy.conf'), proxy(folder.path, proxyPort, memory))
  const start = (program: string, ...args: string[]): ChildProcess => spawn(program, args, { stdio: 'ignore' })
  const children = [
    start('memcached', '-u', 'nobody', '-l', '127.0.0.1', '-p', String(memory), '-m', '16'),
    ...[...KINDS, 'proxy'].map((kind) => start(`swift-${kind}-server`, join(folder.path, `${kind}.conf`))),
  ]
  const endpoint = `http://127.0.0.1:${proxyPort}`
  await untilItAnswers(endpoint)
  const bucket = async (name: string): Promise<S3Place> => {
    const place = { endpoint, bucket: name, prefix: '', region: 'us-east-1' }
    await new S3Client(place, KEYS).ask({ method: 'PUT', name: null })
    return place
  }
  const stop = async (): Promise<void> => {
    const gone = children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit'))
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(gone)
    await folder.remove()
  }
  return { keys: KEYS, bucket, stop }
}
