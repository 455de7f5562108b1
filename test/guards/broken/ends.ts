/** What holds an end to what two people meant, figures to what they may tell, and lists to what is there. */
import type { Breakage } from './breakage.ts'

export const ENDS: readonly Breakage[] = [
  {
    guard: 'END-2',
    without: 'two different people decide that a case is destroyed',
    file: 'packages/protocol/src/ending.ts',
    from: 'other.person === author.person || ',
    to: '',
  },
  {
    guard: 'END-2',
    without: 'nobody ends a case alone where a second person may edit, whatever the relay lets through',
    file: 'packages/protocol/src/ending.ts',
    from: 'return isAlone(author) ? ok(author.org)',
    to: 'return author ? ok(author.org)',
  },
  {
    guard: 'KEEP-4',
    without: 'who names what is to end signs as themselves',
    file: 'packages/core/src/retention/policy.ts',
    from: "op.f['by'] === person || op.f['spaces'] === null",
    to: "op.f['by'] !== '' || op.f['spaces'] === null",
  },
  {
    guard: 'RET-9',
    without: 'what is no part of a case is not destroyed with it',
    file: 'packages/client/src/commands/retention.ts',
    from: 'parts === null || left === null || parts.length !== left.size',
    to: 'parts === null || left === null || parts.length > left.size',
  },
  {
    guard: 'RET-9',
    without: 'a part says itself of which case it is',
    file: 'packages/client/src/views/endingParts.ts',
    from: ' && isOf(part, opened.space)',
    to: '',
  },
  {
    guard: 'RET-8',
    without: 'an end takes away no file of ours that stands in another case',
    file: 'packages/client/src/sync/farewells.ts',
    from: 'return named.filter((blob) => ours.has(blob))',
    to: 'return named.filter((blob) => ours.has(blob) || true)',
  },
  {
    guard: 'SYNC-20',
    without: 'a line of what has ended since is not listed',
    file: 'packages/client/src/sync/puller.ts',
    from: 'if (!listed.gone) listedSpaces.add',
    to: 'listedSpaces.add',
  },
  {
    guard: 'STAT-3',
    without: 'counts that are not said do not follow from the others',
    file: 'packages/core/src/statistics/count.ts',
    from: 'sum < FEW || sum === few.length || sum === few.length * (FEW - 1)',
    to: 'few.length === 1',
  },
  {
    guard: 'RET-10',
    without: 'files that another case names as well stay',
    file: 'packages/client/src/views/endingParts.ts',
    from: '.filter((blob) => !elsewhere.has(blob))',
    to: '.filter((blob) => !elsewhere.has(blob) || true)',
  },
  {
    guard: 'END-2',
    without: 'who agrees may edit, and is there still',
    file: 'packages/protocol/src/ending.ts',
    from: " || !holdsNow(other, 'editor')",
    to: '',
  },
  {
    guard: 'END-5',
    without: 'keys of whoever was let go destroy nothing',
    file: 'packages/protocol/src/ending.ts',
    from: 'now !== null && atLeast(now, least)',
    to: 'now === null || atLeast(now, least)',
  },
]
