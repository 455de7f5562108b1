/** The relay's doors for sealed files: to people outside the network, and those that go with a space that ended. */
import { askParcels, decode, dropParcel, encode, endedFile, parcelStates, putParcel, type Codec } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Transport } from '../ports.ts'
import { problemIn } from '../session/relayHttp.ts'
import { done, problem } from '../sync/answers.ts'
import type { Gateway } from './world.ts'

/** `bearer`: headers of the socket that is open now; null while there is none. */
export const parcelGateway = (
  transport: Transport,
  bearer: () => Readonly<Record<string, string>> | null,
): Pick<Gateway, 'putParcel' | 'parcelStates' | 'dropParcel' | 'dropEnded'> => {
  const post = async <T>(path: string, body: Codec<T>, value: T): Promise<Answer<Uint8Array>> => {
    const headers = bearer()
    const response = headers && (await transport.request('POST', path, headers, encode(body, value)))
    if (!response) return problem('offline')
    return response.status === 200 ? { ok: true, value: response.body } : { ok: false, problem: problemIn(response.status, response.body) }
  }
  const asDone = (answer: Answer<Uint8Array>): Answer<null> => (answer.ok ? done : answer)
  return {
    putParcel: async (parcel, expires, sealed) => asDone(await post('/api/parcels', putParcel, { parcel, expires, sealed })),
    dropEnded: async (blob, space) => asDone(await post(`/api/blobs/${blob}/ended`, endedFile, { space })),
    dropParcel: async (parcel) => asDone(await post('/api/parcels/drop', dropParcel, { parcel })),
    parcelStates: async (parcels) => {
      const answer = await post('/api/parcels/state', askParcels, { parcels: [...parcels] })
      if (!answer.ok) return answer
      const told = decode(parcelStates, answer.value)
      return told.ok ? { ok: true, value: told.value.parcels } : problem('relay_refused')
    },
  }
}
