/** Every fault, in the order of the table. What each models, and what it cannot: docs/faults.md and the head of its file. */
import { postgresMissing } from '../../apps/relay/src/testing/postgres.ts'
import { clockJumps } from './clocks.ts'
import { crowd } from './crowd.ts'
import { diskFull, diskFullMissing } from './diskFull.ts'
import { halfOpen } from './halfOpen.ts'
import { kill, type Target } from './kill.ts'
import { lostNews } from './lostNews.ts'
import { powerCut } from './powerCut.ts'
import { straceMissing } from './processes.ts'
import type { Fault } from './report.ts'
import { slowDisk } from './slowDisk.ts'

const nothing = (): null => null

const onPostgres = (name: string, target: Target): Fault => ({
  name,
  database: 'PostgreSQL',
  missing: postgresMissing,
  times: [100, 3],
  minutes: 15,
  run: (times) => kill(times, 'postgres', [target]),
})

export const FAULTS: readonly Fault[] = [
  { name: 'relay killed (kill -9)', database: 'SQLite', missing: nothing, times: [100, 4], minutes: 15, run: (times) => kill(times) },
  onPostgres('one of two relays killed (kill -9)', 'relay'),
  onPostgres('connections to the database cut', 'connections'),
  onPostgres('database ended at once', 'database'),
  { name: 'power cut', database: 'SQLite', missing: straceMissing, times: [100, 8], minutes: 15, run: powerCut },
  {
    name: 'disk full (small file system)',
    database: 'SQLite',
    missing: () => diskFullMissing('tmpfs'),
    times: [20, 1],
    minutes: 10,
    run: (times) => diskFull(times, 'tmpfs'),
  },
  {
    name: 'disk full (file size limit)',
    database: 'SQLite',
    missing: () => diskFullMissing('limit'),
    times: [20, 1],
    minutes: 20,
    run: (times) => diskFull(times, 'limit'),
  },
  { name: 'slow disk, then killed', database: 'SQLite', missing: straceMissing, times: [10, 1], minutes: 10, run: slowDisk },
  { name: 'clocks jump', database: 'SQLite', missing: nothing, times: [48, 8], minutes: 10, run: (times) => clockJumps(times) },
  {
    name: 'clocks jump, two relays disagree',
    database: 'PostgreSQL',
    missing: postgresMissing,
    times: [48, 8],
    minutes: 10,
    run: (times) => clockJumps(times, 'postgres'),
  },
  { name: 'half-open connection', database: 'SQLite', missing: nothing, times: [6, 2], minutes: 15, run: (times) => halfOpen(times) },
  {
    name: '1,000 devices come back at once',
    database: 'SQLite',
    missing: nothing,
    times: [5, 1],
    minutes: 10,
    run: (times) => crowd(times),
  },
  {
    name: 'notifications between relays lost',
    database: 'PostgreSQL',
    missing: postgresMissing,
    times: [30, 3],
    minutes: 15,
    run: lostNews,
  },
]
