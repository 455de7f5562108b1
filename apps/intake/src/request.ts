/** One request to the relay. XMLHttpRequest, because it tells how far an upload is. */
import type { Result } from '@pergola/protocol'

export interface Call {
  readonly signal?: AbortSignal
  readonly onSent?: (bytes: number) => void
  readonly headers?: Readonly<Record<string, string>>
  /** How long the whole answer may take, ms. */
  readonly patience?: number
}

export type Lost = { readonly type: 'offline' } | { readonly type: 'stopped' }
/** `refusal`: the body of an answer that says no. */
export type Answer = Result<Uint8Array, Lost | { readonly type: 'no'; readonly refusal: Uint8Array }>

/** Long enough for a slow network to begin answering; uploads are not timed. */
const PATIENCE_MS = 60_000

const answerOf = ({ status, response }: XMLHttpRequest): Answer => {
  const bytes = new Uint8Array((response as ArrayBuffer | null) ?? [])
  return status >= 200 && status < 300 ? { ok: true, value: bytes } : { ok: false, problem: { type: 'no', refusal: bytes } }
}

export const request = (
  method: string,
  path: string,
  body: Uint8Array | Blob | null,
  { signal, onSent, headers = {}, patience = PATIENCE_MS }: Call = {},
): Promise<Answer> =>
  new Promise((resolve) => {
    const call = new XMLHttpRequest()
    const lost = (): void => resolve({ ok: false, problem: { type: signal?.aborted ? 'stopped' : 'offline' } })
    call.open(method, path)
    call.responseType = 'arraybuffer'
    if (!(body instanceof Blob)) call.timeout = patience
    call.setRequestHeader('Content-Type', 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value)
    if (onSent) call.upload.onprogress = ({ loaded }) => onSent(loaded)
    call.onload = () => resolve(answerOf(call))
    call.onerror = call.ontimeout = call.onabort = lost
    if (signal?.aborted) return lost()
    signal?.addEventListener('abort', () => call.abort())
    call.send(body instanceof Uint8Array ? body.slice() : body)
  })

/** The card and a challenge, still as bytes: asked for before the code that reads them has arrived. */
export const requestOffer = (org: string, call: Call = {}): Promise<Answer> => request('GET', `/api/intake/${org}`, null, call)
