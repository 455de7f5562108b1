export type * from './model.ts'
export { CAPACITY_STALE_DAYS, STALE_DAYS, dueOn, freeNow, isStale, isStaleFact } from './age.ts'
export { LONGEST, MOST } from './bounds.ts'
export { byProvider, directoryReader, readDirectory, readProfiles, type Directory, type KeptBack } from './directory.ts'
export { callsCalendar } from './calendar.ts'
export { onlyChanges } from './changes.ts'
export { restated, statedFor } from './stated.ts'
export { finestRegions, gapCells, type Cell, type UnmetNeed } from './gapMap.ts'
export { observedFrom, together, type Seen } from './observed.ts'
export { issuesOf, weightOf, type Issue } from './quality.ts'
export { changedAt, fieldsOf, oldestCheck, readService, type Kept, type Names } from './readService.ts'
export { trainingMatches, type InCommon } from './trainingMatch.ts'
export { LEAST_ANSWERS, isOf, parentsOf, readProviders } from './readOthers.ts'
export { DirectoryIndex, type Choices, type Found } from './find.ts'
export { isListed, providerKindOf } from './findKeys.ts'
export { isKeptBy, isOfferedBy } from './whose.ts'
export { type DirectoryOrder } from './findOrder.ts'
export { FACT_OF_REACH, REACH_OF_FACT } from './factReach.ts'
export { LISTING_RULES, NETWORK_RULES, importedId, listingRules, networkRules } from './policy.ts'
export { serviceFields, type NewFact, type NewService } from './entry.ts'
export { routeService, type Routed, type Standing } from './route.ts'
export {
  nameNetwork,
  providerFields,
  removeProvider,
  removeService,
  saveProfile,
  saveProvider,
  saveService,
  type NewProvider,
} from './write.ts'
export {
  removeCall,
  removeTraining,
  removeVouch,
  resolveDispute,
  saveCall,
  saveDispute,
  saveObserved,
  saveTraining,
  saveVouch,
} from './writeOthers.ts'
export { ANY_LANGUAGE } from './readReach.ts'
export { readProviderFacts, readProviderRows, type ImportProblem, type ImportRow } from './readProviderFacts.ts'
