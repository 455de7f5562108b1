/** A release, and relays that serve it, almost serve it, or serve something else. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRelay, type Relay } from '@pergola/relay'
import { askServer, differences } from './compare.ts'
import { readRelease, releaseFiles, signRelease } from './manifest.ts'

const SEED = new Uint8Array(32).fill(5)
let place: string
let relay: Relay

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'pergola-release-'))
  for (const app of ['web', 'intake']) {
    await mkdir(join(place, app, 'assets'), { recursive: true })
    const at = app === 'web' ? '' : '/intake'
    await writeFile(
      join(place, app, 'index.html'),
      `<!doctype html><title>${app}</title><script type="module" src="${at}/assets/main-1.js"></script>`,
    )
    await writeFile(join(place, app, 'assets', 'main-1.js'), `document.title = '${app}'`)
  }
  relay = await startRelay({ dataFolder: join(place, 'data'), port: 0, webRoot: join(place, 'web'), intakeRoot: join(place, 'intake') })
})
afterEach(async () => {
  await relay.stop()
  await rm(place, { recursive: true, force: true })
})

const release = () => signRelease('1.0.0', releaseFiles(join(place, 'web'), join(place, 'intake')), SEED)

test('a relay that serves the release as it was built has no differences', async () => {
  const made = release()
  expect(made.files.map(({ path }) => path)).toEqual(['/assets/main-1.js', '/index.html', '/intake/assets/main-1.js', '/intake/index.html'])
  expect(await differences(made, askServer(relay.url))).toEqual([])
})

test('one changed byte, a missing file and a script that was slipped in are found', async () => {
  const made = release()
  const script = join(place, 'intake', 'assets', 'main-1.js')
  await writeFile(script, `${await readFile(script, 'utf8')} `)
  await rm(join(place, 'web', 'assets', 'main-1.js'))
  const page = join(place, 'web', 'index.html')
  await writeFile(page, `${await readFile(page, 'utf8')}<script src="/assets/extra.js"></script>`)
  const found = await differences(made, askServer(relay.url))
  expect(found.map(({ path, what }) => `${what} ${path}`).sort()).toEqual([
    'changed /',
    'changed /index.html',
    'changed /intake/assets/main-1.js',
    'missing /assets/main-1.js',
    'unknown /assets/extra.js',
    'unknown /assets/extra.js',
  ])
})

test('a page without its content policy is found', async () => {
  const ask = askServer(relay.url)
  const found = await differences(release(), async (path) => ({ ...(await ask(path)), policy: '' }))
  expect(found.map(({ path, what }) => `${what} ${path}`)).toEqual([
    'policy /index.html',
    'policy /',
    'policy /intake/index.html',
    'policy /intake/',
  ])
})

test('a list that another key signed, or that was changed after signing, is no release', () => {
  const made = release()
  const text = JSON.stringify(made)
  expect(readRelease(text, made.key)).toEqual(made)
  const other = signRelease(made.version, made.files, new Uint8Array(32).fill(6))
  expect(readRelease(JSON.stringify(other), made.key)).toBeNull()
  expect(readRelease(JSON.stringify({ ...other, key: made.key }), made.key)).toBeNull()
  expect(readRelease(text.replace(made.files[0]!.sha256, '0'.repeat(64)), made.key)).toBeNull()
  expect(readRelease(JSON.stringify({ ...made, files: made.files.slice(1) }), made.key)).toBeNull()
  for (const nonsense of ['', 'null', '{}', '[]', '{"format":1}']) expect(readRelease(nonsense, made.key)).toBeNull()
})
