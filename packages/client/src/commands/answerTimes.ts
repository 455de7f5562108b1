/** By when an answer is due in this network. */
import { saveAnswerHours } from '@pergola/core/referral'
import { problem } from '../views/problems.ts'
import { maySetAnswerTimes } from '../views/answerTimes.ts'
import type { Command } from './command.ts'
import { inNetwork, writeChanges } from './inNetwork.ts'

/** For everyone, so a steward of the network says it. */
export const setAnswerTimes: Command<'setAnswerTimes'> = (world, { hours }) =>
  inNetwork(world, (network) =>
    maySetAnswerTimes(world) ? writeChanges(world, network, saveAnswerHours(hours), null) : problem('not_permitted'),
  )
