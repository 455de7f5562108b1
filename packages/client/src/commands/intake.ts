/** Opening and closing the organisation's intake page. */
import { kemKeys } from '@pergola/core/crypto'
import { signCard } from '@pergola/core/intake'
import { LIMITS, type OrgKeys } from '@pergola/protocol'
import { publishIntake, unpublishIntake, type IntakeKey } from '../book/intake.ts'
import type { Answer } from '../contract/index.ts'
import { orgName } from '../views/names.ts'
import { answer, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { textTooLong, write } from './open.ts'

const DAY_MS = 86_400_000
/** A card that nobody renews stops being offered; short, because a relay could go on serving an old one until then. */
const VALID_DAYS = 90
const LONGEST_INTRO = 6000

const intakeLink = ({ gateway, me }: Pick<World, 'gateway' | 'me'>): string => `${gateway.origin}/intake/#${me.org}`

/** A new key each time. It is in the book before anyone can write to it, so that no alert arrives that nobody can open. */
export const openIntake: Command<'openIntake'> = async (world, { intro, languages }) => {
  if (world.me.role !== 'steward') return problem('not_permitted')
  const tooLong = textTooLong(['intro', intro, LONGEST_INTRO])
  if (tooLong) return tooLong
  const issued = world.now()
  const spoken = languages.slice(0, 20)
  const key = {
    number: drawNumber(world),
    seed: world.crypto.random(32),
    issued,
    expires: issued + VALID_DAYS * DAY_MS,
    intro,
    languages: spoken,
  }
  const card = await cardFor(world, key)
  if (!card.ok) return card
  const kept = await world.write(world.book().space, publishIntake(key))
  if (!kept.ok) return kept
  const published = await world.gateway.putCard(card.value)
  return published.ok ? answer({ link: intakeLink(world) }) : published
}

export const closeIntake: Command<'closeIntake'> = async (world) => {
  if (world.me.role !== 'steward') return problem('not_permitted')
  const removed = await world.gateway.putCard(null)
  return removed.ok ? write(world, world.book().space, [unpublishIntake()], null) : removed
}

const drawNumber = ({ crypto }: World): number => 1 + (new DataView(crypto.random(4).slice().buffer).getUint32(0) % 0x7fff_ffff)

const cardFor = async (world: World, { number, seed, issued, expires, intro, languages }: IntakeKey): Promise<Answer<Uint8Array>> => {
  const founding = await world.gateway.ownFounding()
  if (!founding.ok) return founding
  const secret = world.orgSecrets().at(-1)
  if (secret === undefined) return problem('not_permitted')
  const about = { name: orgName(world, world.me.org), intro, languages }
  const draft = { org: world.me.org, intakeKey: kemKeys(seed).publicKey, keyNumber: number, issued, expires, about }
  const chain = { founding: founding.value, later: laterKeys(world, secret.generation) }
  const card = await signCard(draft, chain, (message) => world.crypto.sign(secret.signSeed, message))
  return card.ok ? card : problem('too_large', 'intro', { most: LIMITS.cardBytes })
}

/** Generations 2 up to the one that signs. */
const laterKeys = (world: World, signing: number): readonly OrgKeys[] =>
  (world.organisations.get(world.me.org)?.orgKeys ?? []).filter(({ generation }) => generation >= 2 && generation <= signing)
