export { alertId, findAlert, findConversation, fromSender, readAlerts, signsIn, type Alert, type AlertMessage } from './alerts.ts'
export { agreedWords, dutyIn, saveAgreedWords, saveDuty } from './watching.ts'
export { readIntake, intakeKey, type Intake, type IntakeKey } from './intake.ts'
export { memberNames, verificationOf, type Verification } from './members.ts'
