/** Items from the start whose sizes add up to at most `maxBytes`, but at least one. */
export const upToBytes = <T>(items: readonly T[], maxBytes: number, sizeOf: (item: T) => number): readonly T[] => {
  let sum = 0
  const end = items.findIndex((item, at) => {
    sum += sizeOf(item)
    return at > 0 && sum > maxBytes
  })
  return end < 0 ? items : items.slice(0, end)
}

/** What a reply takes in a mailbox's answer besides its envelope: u64 time, u32 length. */
const REPLY_FRAME_BYTES = 12

/** The newest replies that fit `keepBytes`, oldest first. */
export const newestReplies = <T extends { readonly envelope: Uint8Array }>(replies: readonly T[], keepBytes: number): readonly T[] => {
  let sum = 0
  const from = replies.findLastIndex((reply) => {
    sum += reply.envelope.length + REPLY_FRAME_BYTES
    return sum > keepBytes
  })
  return replies.slice(from + 1)
}
