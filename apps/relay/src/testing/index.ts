export { createMemoryRelay, type Handlers, type MemoryConnection, type MemoryRelay, type MemoryRelayOptions } from './memory-relay.ts'
export { testPasskey, type TestPasskey } from './passkey.ts'
