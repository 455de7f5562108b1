/** How long an answer may take in this network. */
import { readAnswerHours, type AnswerHours } from '@pergola/core/referral'
import { atLeast, lesser, roleNow } from '@pergola/protocol'
import type { Answer, AnswerTimesView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { answer } from './problems.ts'

export const answerHours = (world: Pick<World, 'network'>): AnswerHours => readAnswerHours(world.network()?.doc ?? null)

/** A steward of an organisation that is a steward of the network. */
export const maySetAnswerTimes = ({ me, network }: Pick<World, 'me' | 'network'>): boolean => {
  const opened = network()
  const role = opened === null || opened.goneSince !== null ? null : roleNow(opened.membership, me.org)
  return role !== null && atLeast(lesser(role, me.role), 'steward')
}

export const answerTimes = async (world: World): Promise<Answer<AnswerTimesView>> =>
  answer({ hours: answerHours(world), canSet: maySetAnswerTimes(world) })
