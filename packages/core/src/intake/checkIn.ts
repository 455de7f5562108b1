/**
 * Check-ins by receipt: a later message of a conversation whose text is a fixed first line and, below it, the word that was agreed
 * and whatever else was written. Sealed, it is as long as any other message. Answers say whether check-ins are agreed here, so that
 * the page offers them only to those who agreed on them.
 *
 * | text of | first line |
 * |---|---|
 * | a sign of life | `pergola check-in: well` or `… help` |
 * | the first message of a conversation that the organisation itself began | `pergola check-in: opened` |
 * | an answer | `pergola check-in: agreed` or `… ended` |
 */
const HEAD = 'pergola check-in: '

export type CheckInMark = 'well' | 'help' | 'opened' | 'agreed' | 'ended'

export const checkInText = (mark: CheckInMark, said = ''): string => (said === '' ? HEAD + mark : `${HEAD}${mark}\n${said}`)

/** null for any other text. */
export const readCheckIn = (text: string): { readonly mark: CheckInMark; readonly said: string } | null => {
  if (!text.startsWith(HEAD)) return null
  const [mark, ...said] = text.slice(HEAD.length).split('\n')
  return /^(?:well|help|opened|agreed|ended)$/u.test(mark!) ? { mark: mark as CheckInMark, said: said.join('\n') } : null
}
