/** What went wrong, in a sentence, and what to do. */
import type { SendProblem } from './sealing/send.ts'
import type { Speech } from './words/index.ts'

const refused = ({ say }: Speech, code: string, detail: number): string => {
  if (code === 'rate' || code === 'busy') return say('busy', Math.max(1, Math.ceil(detail / 1000)))
  if (code === 'quota' || code === 'storage_full') return say('full')
  if (code === 'not_found') return say('closed')
  return say('refused', code)
}

export const sentence = (speech: Speech, problem: SendProblem): string => {
  const { say } = speech
  switch (problem.type) {
    case 'offline':
      return say('offline')
    case 'stopped':
      return say('stopped')
    case 'damaged':
      return say('damaged')
    case 'refused':
      return refused(speech, problem.code, problem.detail)
    case 'file_changed':
      return say('fileChanged', problem.name)
    case 'empty':
      return say('emptyText')
    case 'too_long':
      return `${say(problem.field)} ${say('tooLong', problem.characters - problem.most)}`
    case 'too_many_files':
      return say('tooManyFiles', '')
    case 'expired':
      return say('cardExpired', speech.moment(problem.expires), speech.moment(problem.now))
    case 'malformed':
    case 'wrong_org':
    case 'bad_generation':
    case 'bad_signature':
      return say('cardWrong')
  }
}

/** Was the card refused, rather than the connection lost? Then nothing may be written here. */
export const isDistrust = (problem: SendProblem): boolean =>
  ['expired', 'malformed', 'wrong_org', 'bad_generation', 'bad_signature'].includes(problem.type)
