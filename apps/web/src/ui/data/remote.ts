import type { Answer, Channel, FromPage, FromWorker, Pergola } from '../../contract.ts'

/** The worker threw where it never should. Nothing more is known, on purpose. */
export class WorkerBroken extends Error {
  override readonly name = 'WorkerBroken'
}

interface Waiting {
  readonly resolve: (answer: Answer<never>) => void
  readonly reject: (why: WorkerBroken) => void
}

/** A `Pergola` on this side of a channel that is served by `vault/boundary` on the other. */
export const remotePergola = (channel: Channel<FromPage, FromWorker>): Pergola => {
  const waiting = new Map<number, Waiting>()
  const watching = new Map<number, (answer: Answer<never>) => void>()
  let lastId = 0

  channel.addEventListener('message', ({ data }) => {
    if (data.kind === 'value') return watching.get(data.id)?.(data.answer as Answer<never>)
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.kind === 'broken') one?.reject(new WorkerBroken())
    else one?.resolve(data.answer as Answer<never>)
  })
  channel.start?.()

  const call = (kind: 'ask' | 'run', name: string, args: unknown): Promise<Answer<never>> =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1)
      waiting.set(id, { resolve, reject })
      channel.postMessage({ kind, id, name, args })
    })

  return {
    ask: (name, args) => call('ask', name, args),
    run: (name, args) => call('run', name, args),
    watch: (name, args, onValue) => {
      const id = (lastId += 1)
      watching.set(id, onValue as (answer: Answer<never>) => void)
      channel.postMessage({ kind: 'watch', id, name, args })
      return () => {
        watching.delete(id)
        channel.postMessage({ kind: 'unwatch', id })
      }
    },
  }
}
