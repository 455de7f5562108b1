export * from './memoryPorts.ts'
export * from './serviceDraft.ts'
