import { RELAY_ATTACKS } from './relayAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(RELAY_ATTACKS)
