import type { Answer, Channel, CommandName, Commands, FromPage, FromWorker, Pergola, Queries, QueryName } from '../../contract.ts'

/**
 * Serves a running client to the page on the other side of `channel`. Returns the function that stops every watch.
 * A rejected promise of the client is a broken invariant: the page is told that something broke, never what.
 */
export const serve = (pergola: Pergola, channel: Channel<FromWorker, FromPage>): (() => void) => {
  const watches = new Map<number, () => void>()
  const reply = (id: number, pending: Promise<Answer<unknown>>): void => {
    pending.then(
      (answer) => channel.postMessage({ kind: 'answer', id, answer }),
      () => channel.postMessage({ kind: 'broken', id }),
    )
  }
  const unwatch = (id: number): void => {
    watches.get(id)?.()
    watches.delete(id)
  }
  channel.addEventListener('message', ({ data }) => {
    switch (data.kind) {
      case 'ask':
        return reply(data.id, pergola.ask(data.name as QueryName, data.args as Queries[QueryName]['args']))
      case 'run':
        return reply(data.id, pergola.run(data.name as CommandName, data.args as Commands[CommandName]['args']))
      case 'watch':
        watches.set(
          data.id,
          pergola.watch(data.name as QueryName, data.args as Queries[QueryName]['args'], (answer) =>
            channel.postMessage({ kind: 'value', id: data.id, answer }),
          ),
        )
        return
      case 'unwatch':
        return unwatch(data.id)
    }
  })
  channel.start?.()
  return () => {
    for (const id of [...watches.keys()]) unwatch(id)
  }
}
