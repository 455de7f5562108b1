/** A real relay with a data folder of its own, which can be stopped and started again on the same port. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRelay, type Relay } from '@pergola/relay'
import { intakeRoot, webRoot } from './build.ts'

export interface House {
  readonly origin: string
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Stops for good and removes the data folder. */
  readonly close: () => Promise<void>
}

export const openHouse = async (): Promise<House> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'pergola-e2e-'))
  const roots = { webRoot: webRoot(), intakeRoot: intakeRoot() }
  let relay: Relay | null = await startRelay({ dataFolder, port: 0, ...roots })
  const { url: origin, port } = relay
  const stop = async (): Promise<void> => {
    await relay?.stop()
    relay = null
  }
  return {
    origin,
    stop,
    start: async () => {
      relay = await startRelay({ dataFolder, port, ...roots })
    },
    close: async () => {
      await stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
