/** Fastify around the routes: reads bodies as streams, adds headers, serves the built apps. It logs nothing. */
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Readable } from 'node:stream'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { CONTENT_TYPE } from '@pergola/protocol'
import type { House } from '../house.ts'
import type { Reply, Route } from '../http/route.ts'
import { routes, runRoute } from '../http/router.ts'
import type { InFlight } from '../in-flight.ts'
import { securityHeaders } from './headers.ts'
import { encoded, guarded, serverOptions, type Patience } from './patience.ts'

export interface WebOptions {
  /** Built member app and intake pages; left out where they are served from elsewhere. */
  readonly webRoot?: string | undefined
  readonly intakeRoot?: string | undefined
  readonly tls: boolean
  /** Believe a reverse proxy about addresses (only used, hashed, for rate limits). */
  readonly trustProxy: boolean
  readonly inFlight: InFlight
  readonly patience: Patience
  /** Told of every answer: the pattern of its route, or `none`. */
  readonly answered?: ((route: string, status: number, seconds: number) => void) | undefined
}

const send = (reply: FastifyReply, { status, body, type }: Reply): FastifyReply => {
  void reply
    .code(status)
    .header('content-type', type ?? CONTENT_TYPE)
    .header('cache-control', 'no-store')
  if (body instanceof Uint8Array) return reply.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
  return reply.header('content-length', body.length).send(Readable.from(body.stream))
}

const addRoute = (app: FastifyInstance, house: House, route: Route, patience: Patience): void => {
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const headers = request.headers as Readonly<Record<string, string>>
      const call = { params: request.params as Record<string, string>, headers, body: request.raw }
      return send(
        reply,
        await guarded(request.raw, route.method === 'PUT' ? null : patience.bodyMs, () => runRoute(house, route, call, request.ip)),
      )
    },
  })
}

const MOST_HEADERS = 64

/** Names under assets/ carry a hash of their content, so they never change; everything else is asked for anew. */
const serveFolder = async (app: FastifyInstance, root: string | undefined, prefix: string): Promise<void> => {
  if (root === undefined || !existsSync(root)) return
  const assets = join(root, 'assets') + sep
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: prefix === '/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

export const createWebServer = async (house: House, options: WebOptions): Promise<FastifyInstance> => {
  const { patience } = options
  const app = fastify({ logger: false, trustProxy: options.trustProxy, forceCloseConnections: true, ...serverOptions(patience) })
  app.server.maxHeadersCount = MOST_HEADERS
  const headers = securityHeaders(options.tls)
  app.addHook('onRequest', async (request, reply) => {
    options.inFlight.begin()
    // Not with the answer: a caller who hung up or was cut off gets none.
    reply.raw.once('close', () => options.inFlight.end())
    void reply.headers(headers)
    // Nothing is ever unpacked here, so that a few bytes cannot become gigabytes.
    if (encoded(request.headers)) return reply.code(415).header('connection', 'close').send()
    return undefined
  })
  app.addHook('onResponse', async (request, reply) => {
    options.answered?.(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
  })
  // Bodies stay streams: every route reads as much as it allows and no more.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.setErrorHandler((_error, _request, reply) => reply.code(400).send())
  app.setNotFoundHandler((_request, reply) => reply.code(404).send())
  for (const route of routes) addRoute(app, house, route, patience)
  app.get('/intake', (_request, reply) => reply.redirect('/intake/'))
  await serveFolder(app, options.intakeRoot, '/intake/')
  await serveFolder(app, options.webRoot, '/')
  return app
}
