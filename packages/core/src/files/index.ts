/** Sealed files. */
export { cleanFileName as safeFileName } from '../record/text.ts'
export { openBytes, openFile } from './open.ts'
export { FILE_NAME_BYTES, FILE_TYPE_BYTES, fileRef, isFile, type FileRef } from './ref.ts'
export { sealBytes, sealFile, type Pieces } from './seal.ts'
export { sealedSize, type FileProblem } from './stream.ts'
