import { DEVICE_ATTACKS } from './deviceAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(DEVICE_ATTACKS)
