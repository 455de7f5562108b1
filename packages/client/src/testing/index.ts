export * from './memoryPorts.ts'
