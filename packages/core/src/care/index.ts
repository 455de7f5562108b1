/** Medical and psychosocial needs, sealed apart from the case file. */
export type { Care, MedicalPart, Visit } from './care.ts'
export {
  MEDICAL_RULES,
  medicalRules,
  medicalSpacesOf,
  nameMedicalSpace,
  namePatient,
  openMedical,
  readMedical,
  saveCare,
  saveVisit,
} from './care.ts'
