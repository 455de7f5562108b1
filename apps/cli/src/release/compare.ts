/** A running server against a release: every file it should serve, byte for byte, and nothing else that its pages load. */
import type { Release } from './manifest.ts'
import { sha256Of } from './manifest.ts'

export type Difference =
  | { readonly path: string; readonly what: 'changed'; readonly sha256: string }
  | { readonly path: string; readonly what: 'missing'; readonly status: number }
  /** A page names a script, style or worker that is in no release. */
  | { readonly path: string; readonly what: 'unknown' }
  | { readonly path: string; readonly what: 'policy' }

/** Both ways to ask for a page: by its name, and as people do. */
const PAGES: Readonly<Record<string, string>> = { '/index.html': '/', '/intake/index.html': '/intake/' }
const MOST_BYTES = 64 * 1024 * 1024
/** Without these a page could load what is in no list. */
const POLICY = ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]

const NAMED = /(?:src|href)="([^"#?]+\.(?:js|mjs|css|wasm))"/g

const namedIn = (html: string, page: string): readonly string[] =>
  [...html.matchAll(NAMED)].map(([, address]) => new URL(address!, `https://relay.invalid${page}`).pathname)

export type Ask = (path: string) => Promise<{ readonly status: number; readonly policy: string; readonly bytes: Uint8Array }>

/** Asks as a browser does, but for nothing packed. Throws when the server cannot be reached. */
export const askServer =
  (origin: string): Ask =>
  async (path) => {
    const answer = await fetch(new URL(path, origin), { headers: { 'accept-encoding': 'identity' }, redirect: 'manual' })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (bytes.length > MOST_BYTES) throw new Error(`${path} is larger than any file of a release`)
    return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '', bytes }
  }

export const differences = async (release: Release, ask: Ask): Promise<readonly Difference[]> => {
  const known = new Set(release.files.map(({ path }) => path))
  const found: Difference[] = []
  for (const { path, sha256 } of release.files) {
    for (const asked of [path, PAGES[path]].filter((one) => one !== undefined)) {
      const { status, bytes, policy } = await ask(asked)
      const is = sha256Of(bytes)
      if (status !== 200) found.push({ path: asked, what: 'missing', status })
      else if (is !== sha256) found.push({ path: asked, what: 'changed', sha256: is })
      if (PAGES[path] === undefined || status !== 200) continue
      if (!POLICY.every((part) => policy.includes(part))) found.push({ path: asked, what: 'policy' })
      for (const name of namedIn(new TextDecoder().decode(bytes), asked)) if (!known.has(name)) found.push({ path: name, what: 'unknown' })
    }
  }
  return found
}
