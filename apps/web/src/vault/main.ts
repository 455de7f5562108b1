/** The worker that holds the keys: browser ports, the client, and the page on the other side of a message channel. */
import { createPergola } from '@pergola/client'
import type { Channel, FromPage, FromWorker } from '../contract.ts'
import { serve } from './boundary/index.ts'
import { browserPorts } from './browserPorts.ts'

declare const self: DedicatedWorkerGlobalScope

/** Messages that come before the storage is open wait in this channel; `serve` starts it. */
const { port1, port2 } = new MessageChannel()
self.addEventListener('message', (event: MessageEvent<FromPage>) => port1.postMessage(event.data))
port1.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => self.postMessage(data))
port1.start()

serve(createPergola(await browserPorts(self.location.origin)), port2 as Channel<FromWorker, FromPage>)
