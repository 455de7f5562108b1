import { OUTSIDER_ATTACKS } from './outsiderAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(OUTSIDER_ATTACKS)
