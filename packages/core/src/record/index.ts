export type * from './model.ts'
export { HLC_ZERO, ceilingAt, hlcAt, msOf, observe, tick } from './hlc.ts'
export { anyOp, applyTo, effectiveAt, emptyDoc, fold } from './document.ts'
export { compareValues, sameValue } from './order.ts'
export { decodePayload, encodePayload, type PayloadProblem } from './encode.ts'
export { decodeDoc, encodeDoc, type SnapshotProblem } from './snapshot.ts'
export { LIMITS } from './limits.ts'
export { isForbiddenKey } from './keys.ts'
export { ownedId, ownerOf } from './owned.ts'
export { cleanFileName, cleanLine, cleanText, utf8Length } from './text.ts'
export {
  asLine,
  asLines,
  asMap,
  asText,
  flagIn,
  idIn,
  lineIn,
  linesIn,
  notesInOrder,
  oneOfIn,
  rowAt,
  rowsInOrder,
  rowsOf,
  textIn,
  valueOf,
  wholeIn,
} from './read.ts'
export { fail, invalid, ok, type Invalid, type Result } from './result.ts'
export { batches, checked, isOneOf, isWhole, setOp, valuesOf, type Check, type Ops } from './write.ts'
