import { expect, it } from 'vitest'
import { encode, fromClient } from '@pergola/protocol'
import { newDevice, newPerson } from '../testing/author.ts'
import { DeviceClient } from '../testing/device-client.ts'
import { createMemoryRelay } from '../testing/memory-relay.ts'
import { firstOrganisation } from '../testing/network.ts'

const error = async (client: DeviceClient): Promise<string> => {
  const refused = await client.first('refused')
  await client.until(() => client.closed || undefined).catch(() => {})
  return refused.error
}

it('FRAME-1 welcomes an enrolled device to its organisation', async () => {
  const relay = createMemoryRelay()
  const { org, steward } = await firstOrganisation(relay)
  const again = new DeviceClient(relay)
  expect(await again.greet(steward.device, { certificate: false })).toMatchObject({ t: 'welcome', enrolled: true, org })
})

it('FRAME-1 turns away a signature made for another site', async () => {
  const client = new DeviceClient(createMemoryRelay())
  await client.greet(newDevice(newPerson()), { origin: 'https://elsewhere.example' })
  expect(await error(client)).toBe('denied')
  expect(client.closed).toBe(true)
})

it('FRAME-1 turns away who cannot sign for the device', async () => {
  const client = new DeviceClient(createMemoryRelay())
  await client.greet(newDevice(newPerson()), { signature: new Uint8Array(64) })
  expect(await error(client)).toBe('bad_signature')
})

it('FRAME-1 turns away who signs with another key than the one the device enrolled with', async () => {
  const relay = createMemoryRelay()
  const { steward } = await firstOrganisation(relay)
  const thief = { ...newDevice(newPerson()), id: steward.device.id }
  const client = new DeviceClient(relay)
  await client.greet(thief)
  expect(await error(client)).toBe('bad_signature')
})

it('FRAME-1 turns away a device that is not enrolled and shows no certificate', async () => {
  const client = new DeviceClient(createMemoryRelay())
  await client.greet(newDevice(newPerson()), { certificate: false })
  expect(await error(client)).toBe('not_enrolled')
})

it("FRAME-1 turns away a certificate that somebody else wrote in a known person's name", async () => {
  const relay = createMemoryRelay()
  const { steward } = await firstOrganisation(relay)
  const forger = newPerson()
  const forged = newDevice({ ...forger, id: steward.device.person.id })
  const client = new DeviceClient(relay)
  await client.greet(forged)
  expect(await error(client)).toBe('bad_signature')
})

it('FRAME-2 closes on bytes that are no frame, on a request before hello, and on a second hello', async () => {
  const relay = createMemoryRelay()
  const request = encode(fromClient, { t: 'list', id: 1 })
  for (const bytes of [Uint8Array.of(200), request, new Uint8Array(0)]) {
    const client = new DeviceClient(relay)
    client.sendBytes(bytes)
    expect(await error(client)).toBe('malformed')
    expect(client.closed).toBe(true)
  }
  const { steward } = await firstOrganisation(relay)
  void steward.client.greet(steward.device)
  expect(await error(steward.client)).toBe('malformed')
})
