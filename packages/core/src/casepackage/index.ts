/** A whole case as a package for another Pergola, and what of it can be chosen. */
export type * from './model.ts'
export { archiveBytes } from './archive.ts'
export { PACKAGE_LIMITS, PART_OF, SECTIONS } from './model.ts'
export { numberFiles, packCase, readPackage, type Head, type PackageProblem, type PackedCase } from './pack.ts'
export { countSections, keepCase, newestOf, writersOf } from './sections.ts'
export { takePackage, type NotTaken, type Taken } from './take.ts'
