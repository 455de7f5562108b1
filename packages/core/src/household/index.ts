/** The people of a file together: ties, guardians, papers. */
export type { Paper, Standing, Tie } from './household.ts'
export type { FamilyGraph, Place } from './family.ts'
export { familyGraph } from './family.ts'
export type { Leaving, TakingOut } from './takingOut.ts'
export { emptyIdentity, leavingOf, takeOut } from './takingOut.ts'
export {
  HOUSEHOLD_RULES,
  dropPaper,
  endTie,
  readPapers,
  readStandings,
  readTies,
  savePaper,
  saveStanding,
  saveTie,
  tieId,
} from './household.ts'
