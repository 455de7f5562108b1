export type * from './model.ts'
export { STALE_DAYS, isStale, oldestCheck, readDirectory, type Directory } from './directory.ts'
export { NETWORK_RULES, importedId, networkRules } from './policy.ts'
export { nameNetwork, removeService, saveProfile, saveService, serviceFields, type NewService } from './write.ts'
export { ANY_LANGUAGE } from './readReach.ts'
export {
  importProviderFacts,
  planImport,
  readProviderFacts,
  type ImportPlan,
  type ImportRow,
  type ImportProblem,
} from './importProviderFacts.ts'
