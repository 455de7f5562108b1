/** Intake: alerts by people without an account, and the answers to them. */
export {
  openAnswer,
  readMailbox,
  sealAnswer,
  type Answer,
  type AnswerDraft,
  type AnswerProblem,
  type Mailbox,
  type MailboxProblem,
} from './answer.ts'
export { checkInText, readCheckIn, type CheckInMark } from './checkIn.ts'
export { signCard, type About, type CardDraft, type KeyChain } from './card.ts'
export { draftProblem, sealMessage, type Draft, type DraftProblem, type IntakeTarget, type MessageRandom } from './envelope.ts'
export { receiptKeys, type ReceiptKeys, type ThreadKey } from './keys.ts'
export { nearestWords } from './nearest.ts'
export { INTAKE_LIMITS } from './limits.ts'
export {
  envelopeKeyNumber,
  readEnvelope,
  type Arrival,
  type Received,
  type ReceivedFile,
  type ReceivedMessage,
  type ReadProblem,
  type Thread,
} from './read.ts'
export {
  newReceipt,
  parseReceipt,
  RECEIPT_LETTERS,
  RECEIPT_RANDOM,
  RECEIPT_WORDS,
  type Receipt,
  type ReceiptForm,
  type ReceiptProblem,
} from './receipt.ts'
export {
  alertRequest,
  fileBeginRequest,
  fileJoinRequest,
  filePartRequest,
  fileRequest,
  laterRequest,
  mailboxRequest,
  offerRequest,
  readOffer,
  readRefusal,
  readTicket,
  type IntakeRequest,
  type Offer,
  type Work,
} from './requests.ts'
export { verifyCard, type CardProblem, type VerifiedCard } from './verifyCard.ts'
export { enoughZeros, solveWork, type Working } from './work.ts'
export { verifyInScript } from './verifyInScript.ts'
