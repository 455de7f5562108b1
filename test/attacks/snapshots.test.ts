import { SNAPSHOT_ATTACKS } from './snapshotAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(SNAPSHOT_ATTACKS)
