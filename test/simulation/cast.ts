/** The people of a simulation: whole clients that can crash, with a disk that takes time and a clock that may be wrong. */
import { createPergola, type Answer, type CommandName, type Commands, type Pergola, type Queries, type QueryName } from '@pergola/client'
import { memoryPorts, memoryStorage, shiftedClock, type MemoryStorage } from '@pergola/client/testing'
import { signingKey, xchachaInJavaScript, xwingInJavaScript, type CryptoPort } from '@pergola/core/crypto'
import { concat } from '@pergola/protocol'
import { createMemoryRelay, type MemoryRelay } from '@pergola/relay/testing'
import { signerOf, verifies } from '../../apps/relay/src/crypto/ed25519.ts'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import { Clockwork, Network } from './clockwork.ts'
// The clockwork does not wait for a disk: what a client loads when it is first asked for is here before.
import '../../packages/client/src/commands/asked.ts'
import '../../packages/client/src/views/asked.ts'

export const ORIGIN = 'http://localhost'

/** Nothing in it takes time of its own, and its randomness is the seed's. */
const cryptoOf = (clockwork: Clockwork): CryptoPort => ({
  sha256,
  xchacha: xchachaInJavaScript,
  xwing: xwingInJavaScript,
  signingKey,
  random: (length) => Uint8Array.from({ length }, () => clockwork.below(256)),
  sign: async (seed, message) => signerOf(seed).sign(message),
  verify: async (key, message, signature) => verifies(key, message, signature),
  stretch: async (passphrase, salt) => concat(sha256(concat(passphrase, salt)), sha256(concat(salt, passphrase))),
})

/** Writes reach the disk a little later, whole or not at all; a crashed program's writes do not. */
const slowDisk = (clockwork: Clockwork, disk: MemoryStorage, alive: () => boolean): MemoryStorage => ({
  ...disk,
  write: (changes) =>
    new Promise((resolve) => {
      clockwork.plan(clockwork.below(4), () => {
        if (alive()) resolve(disk.write(changes))
      })
    }),
})

export class Actor {
  readonly name: string
  readonly network: Network
  readonly disk = memoryStorage()
  /** Ms by which this person's clock is wrong. */
  offset = 0
  passphrase = ''
  pergola!: Pergola
  /** Counts the programs that ran on this device. */
  life = 0
  readonly #clockwork: Clockwork

  constructor(name: string, clockwork: Clockwork, relay: () => MemoryRelay | null) {
    this.name = name
    this.#clockwork = clockwork
    this.network = new Network(clockwork, relay)
    this.#start()
  }

  #start(): void {
    const life = ++this.life
    const clockwork = this.#clockwork
    const alive = (): boolean => this.life === life
    const clock = shiftedClock(() => clockwork.now + this.offset, {
      set: (call, ms) => clockwork.plan(ms, () => alive() && call()),
      clear: (off) => (off as () => void)(),
    })
    this.pergola = createPergola(
      memoryPorts(cryptoOf(clockwork), clock, this.network.transport(ORIGIN), slowDisk(clockwork, this.disk, alive)),
    )
  }

  /** The program dies where it stands; another one starts on what its disk has. */
  async crash(): Promise<void> {
    this.life++
    this.network.cut()
    this.#start()
    await this.#clockwork.pass(10)
    await this.do('unlock', { passphrase: this.passphrase })
  }

  run<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Answer<Commands[N]['value']>> {
    return this.#clockwork.until(this.pergola.run(name, args))
  }

  async do<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Commands[N]['value']> {
    const answer = await this.run(name, args)
    if (!answer.ok) throw new Error(`${this.name} ${name}: ${JSON.stringify(answer.problem)}`)
    return answer.value
  }

  async ask<N extends QueryName>(name: N, args: Queries[N]['args']): Promise<Queries[N]['value'] | null> {
    const answer = await this.#clockwork.until(this.pergola.ask(name, args))
    return answer.ok ? answer.value : null
  }

  async sees<N extends QueryName>(name: N, args: Queries[N]['args'], until: (value: Queries[N]['value']) => boolean): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const value = await this.ask(name, args)
      if (value !== null && until(value)) return
      await this.#clockwork.pass(100)
    }
    throw new Error(`${this.name} never saw it: ${name} ${JSON.stringify(await this.ask(name, args)).slice(0, 600)}`)
  }
}

export class Stage {
  readonly clockwork: Clockwork
  #relay: MemoryRelay | null
  readonly #seed: Uint8Array
  readonly relayAt = (): MemoryRelay | null => this.#relay

  constructor(seed: number) {
    this.clockwork = new Clockwork(seed, Date.UTC(2026, 2, 2, 9))
    this.#seed = Uint8Array.from({ length: 32 }, () => this.clockwork.below(256))
    this.#relay = this.#newRelay(null)
  }

  #newRelay(before: MemoryRelay | null): MemoryRelay {
    return createMemoryRelay({
      origins: [ORIGIN],
      now: () => this.clockwork.now,
      seed: this.#seed,
      ...(before ? { store: before.store } : {}),
    })
  }

  get relay(): MemoryRelay {
    return this.#relay!
  }

  /** The relay's process ends and another one starts on the same disk a while later. */
  async restartRelay(actors: readonly Actor[]): Promise<void> {
    const before = this.relay
    this.#relay = null
    for (const actor of actors) actor.network.cut()
    await this.clockwork.until(before.stop())
    await this.clockwork.pass(this.clockwork.below(3000))
    this.#relay = this.#newRelay(before)
  }

  actor(name: string): Actor {
    return new Actor(name, this.clockwork, this.relayAt)
  }
}
