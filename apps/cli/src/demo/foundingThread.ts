/** The thread that founds the demo: tells the main thread how far it is. */
import { parentPort, workerData } from 'node:worker_threads'
import { foundDemo } from './found.ts'

const { relay } = workerData as { readonly relay: string }

foundDemo(relay, (step, done, of) => parentPort?.postMessage({ step, done, of })).then(
  (founded) => parentPort?.postMessage({ founded }),
  (error: unknown) => parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) }),
)
