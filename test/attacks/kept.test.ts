import { KEPT_ATTACKS } from './keptAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(KEPT_ATTACKS)
