/** What a visitor may write and attach. */
import { LIMITS } from '@pergola/protocol'

/** Characters are Unicode code points; bytes are UTF-8. Both are checked before sealing, bytes again on opening. */
export const INTAKE_LIMITS = {
  textCharacters: 20_000,
  textBytes: 56_000,
  reachCharacters: 500,
  reachBytes: 2_000,
  languageBytes: 35,
  files: LIMITS.intakeBlobsPerAlert,
  /** One file, before sealing; sealed it stays below `LIMITS.intakeBlobBytes`. */
  fileBytes: 25 * 1024 * 1024,
  answerBytes: 16_000,
} as const
