/** What stands before a relay on the internet: TLS 1.3 and HTTP/2, passed on to the relay by HTTP/1.1 on this machine. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createSecureServer, type IncomingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface Front {
  readonly port: number
  readonly close: () => void
}

/** A certificate that nobody vouches for, made with the openssl of this machine. */
const certificate = (folder: string): { readonly key: Buffer; readonly cert: Buffer } => {
  const [key, cert] = [join(folder, 'front.key'), join(folder, 'front.crt')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...curve, '-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  })
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

/** Those of HTTP/1.1 that HTTP/2 does not know. */
const CONNECTION_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding'])

const plain = (headers: IncomingHttpHeaders): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(':') || CONNECTION_HEADERS.has(name) || value === undefined ? [] : [[name, value]],
    ),
  )

export const openFront = async (folder: string, to: number): Promise<Front> => {
  const agent = new Agent({ keepAlive: true })
  const server = createSecureServer(certificate(folder), (incoming, outgoing) => {
    const { method, url: path, headers } = incoming
    const passed = request({ agent, host: '127.0.0.1', port: to, method, path, headers: plain(headers) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, plain(answer.headers))
      answer.pipe(outgoing.stream)
    })
    passed.on('error', () => outgoing.stream.close())
    incoming.pipe(passed)
  })
  server.on('sessionError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      agent.destroy()
      server.close()
    },
  }
}
