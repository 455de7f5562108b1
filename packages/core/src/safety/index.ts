/** Risk, safety plan, check-ins, incidents and the emergency packet of a case. */
export type * from './model.ts'
export { assessRisk, readAssessments } from './assessments.ts'
export { carryLines, type CarryLine } from './carry.ts'
export {
  linkConversation,
  readCheckIns,
  readOnIt,
  readSchedules,
  receivedCheckIn,
  recordCheckIn,
  saveSchedule,
  sayOnIt,
  stopSchedule,
} from './checkIns.ts'
export { isOnDuty, weekOf, weeksFrom } from './duty.ts'
export { readIncidents, saveIncident } from './incidents.ts'
export {
  emergencySpacesOf,
  nameEmergencySpace,
  openPacketSpace,
  packetIsOpen,
  packetOpened,
  packetOpenings,
  readPackets,
  savePacket,
} from './packet.ts'
export { REVIEW_WITHIN_DAYS, dropPlanStep, readPlan, readPlanSteps, savePlan, savePlanStep } from './plan.ts'
export { SAFETY_RULES } from './policy.ts'
export { heardOf, packetGoesTo, scheduleOfAlarm, seesAlarm, standingOf, type Watcher } from './standing.ts'
export { meaningOf, type AgreedWords } from './words.ts'
