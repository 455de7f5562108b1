export * from './codes.ts'
export * from './labels.ts'
export * from './placeNames.ts'
export * from './regions.ts'
