export { alertId, findAlert, fromSender, readAlerts, type Alert, type AlertMessage } from './alerts.ts'
export { readIntake, intakeKey, type Intake, type IntakeKey } from './intake.ts'
export { memberNames, verificationOf, type Verification } from './members.ts'
