/** Who plays in the browser stories: invented people and organisations. */
import type { NewOrg, You } from './acts/entry.ts'

export const NETWORK = 'River Network'

export const RIVERBANK: NewOrg = {
  name: 'Riverbank Group',
  shortName: 'Riverbank',
  kind: 'Local group',
  about: 'Lawyers and neighbours who stand by people at risk along the river.',
}
export const HUIS_NOORD: NewOrg = {
  name: 'Huis Noord',
  shortName: 'Huis Noord',
  kind: 'Shelter',
  about: 'A house for up to three months, with families.',
}
export const ATLAS: NewOrg = {
  name: 'Atlas Fund',
  shortName: 'Atlas',
  kind: 'Fund',
  about: 'Pays for housing and living costs in an emergency.',
}

export const AMINA: You = { name: 'Amina', account: 'amina' }
export const WANJIRU: You = { name: 'Wanjiru', account: 'wanjiru' }
export const JOOST: You = { name: 'Joost', account: 'joost' }
export const KHADIJA: You = { name: 'Khadija', account: 'khadija' }

/** A name that would run as markup and hides that it ends in .exe. */
export const HOSTILE_NAME = '<img src=x onerror=alert(1)>\u202egpj.exe'
