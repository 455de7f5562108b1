/** What people reach: the relay's port, and the address they open with its certificate. */
import { connect as connectTls } from 'node:tls'
import { bad, fine, warn, type Finding } from './findings.ts'

const PATIENCE_MS = 5000
const DAY_MS = 24 * 60 * 60 * 1000
const RENEW_DAYS = 14

const ask = async (url: string): Promise<Response | null> =>
  fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' }).catch(() => null)

export const examinePort = async (host: string, port: number): Promise<Finding> => {
  const about = `port ${port}`
  const answer = await ask(`http://${host}:${port}/readyz`)
  if (answer === null) return warn(about, 'nobody answers', 'The relay is not running here, or listens elsewhere (--host, --port).')
  const said = await answer.text()
  if (answer.status === 200 && said === 'ready') return fine(about, 'the relay is ready')
  if (answer.status === 503)
    return bad(
      about,
      `the relay is not ready: ${said}`,
      'draining: it is about to stop; database: it cannot write; room: the disk is nearly full.',
    )
  return bad(about, 'something else than a relay answers', 'Give the relay a port of its own.')
}

/** Days until the certificate ends, or why it is not believed. */
const certificateOf = (host: string, port: number): Promise<number | string> =>
  new Promise((resolve) => {
    const socket = connectTls({ host, port, servername: host, timeout: PATIENCE_MS }, () => {
      const { valid_to: until } = socket.getPeerCertificate()
      socket.destroy()
      resolve(Math.floor((Date.parse(until) - Date.now()) / DAY_MS))
    })
    socket.on('timeout', () => {
      socket.destroy()
      resolve('no answer')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'it is not believed'))
  })

const examineCertificate = async ({ hostname, port }: URL): Promise<Finding> => {
  const found = await certificateOf(hostname, Number(port === '' ? 443 : port))
  const about = `certificate of ${hostname}`
  if (typeof found === 'string')
    return bad(about, found, 'Members cannot connect. Check name, chain and end of the certificate at the proxy.')
  if (found < RENEW_DAYS) return warn(about, `ends in ${found} days`, 'Renew it. Does the renewal run by itself?')
  return fine(about, `good for ${found} days`)
}

/** Headers that only the relay sets. Twice is as bad as never: browsers take the strictest of both, or none. */
const examineHeaders = (origin: string, headers: Headers, tls: boolean): Finding => {
  const once = ['content-security-policy', 'x-content-type-options', 'referrer-policy', ...(tls ? ['strict-transport-security'] : [])]
  const lacking = once.filter((name) => !headers.has(name))
  const twice = once.filter((name) => (headers.get(name) ?? '').includes(', ') && name !== 'permissions-policy')
  if (lacking.length > 0)
    return bad(
      `headers of ${origin}`,
      `without ${lacking.join(', ')}`,
      'Is the relay started with --behind-proxy, and does the proxy pass its headers on?',
    )
  if (twice.length > 0)
    return bad(`headers of ${origin}`, `twice: ${twice.join(', ')}`, 'Take them out of the proxy: the relay sets its own.')
  return fine(`headers of ${origin}`, 'the relay’s own, once each')
}

const examineSocket = (origin: string): Promise<Finding> =>
  new Promise((resolve) => {
    const about = `live connection at ${origin}`
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/socket`)
    const end = (finding: Finding): void => {
      clearTimeout(late)
      socket.close()
      resolve(finding)
    }
    const no = (): void => end(bad(about, 'cannot be opened', 'The proxy has to pass WebSocket upgrades of /api/socket on: see deploy/.'))
    const late = setTimeout(no, PATIENCE_MS)
    socket.onopen = () => end(fine(about, 'opens'))
    socket.onerror = no
  })

/** As a member would come: by name, through the proxy. */
export const examineOrigin = async (origin: string): Promise<readonly Finding[]> => {
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin)
    return [bad(`origin ${origin}`, 'is no origin', 'Write it as https://pergola.example, without a path.')]
  const tls = url.protocol === 'https:'
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) || url.hostname.endsWith('.onion')
  const plain =
    tls || local
      ? []
      : [bad(`origin ${origin}`, 'is not encrypted', 'Browsers give such a page no cryptography: the app cannot run. Use https.')]
  const certificate = tls ? [await examineCertificate(url)] : []
  const answer = await ask(`${origin}/healthz`)
  if (answer === null)
    return [...plain, ...certificate, bad(`origin ${origin}`, 'nobody answers', 'Check name service, firewall and proxy.')]
  if ((await answer.text()) !== 'ok')
    return [
      ...plain,
      ...certificate,
      bad(`origin ${origin}`, `no relay answers there (${answer.status})`, 'Does the proxy pass requests on to the relay’s port?'),
    ]
  return [...plain, ...certificate, examineHeaders(origin, answer.headers, tls), await examineSocket(origin)]
}
