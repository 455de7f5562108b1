import { MEMBER_ATTACKS } from './memberAttacks.ts'
import { tryAll } from './tryAll.ts'

tryAll(MEMBER_ATTACKS)
