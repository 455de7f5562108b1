import { mkdtempSync } from 'node:fs'
import { startRelay } from '/work/main/apps/relay/src/index.ts'
import { foundDemo } from '/work/main/apps/cli/src/demo/found.ts'
const relay = await startRelay({ dataFolder: mkdtempSync('/tmp/pg-'), port: 0, tell: (e, f) => console.log('relay', e, f) })
const t = Date.now()
let last = ''
const a = await foundDemo(relay.url, (step, d, o) => { if (step !== last) { last = step; console.log(Date.now() - t, step, process.cpuUsage().user / 1e6) } })
console.log('done', Date.now() - t, a.length, process.cpuUsage().user / 1e6)
await relay.stop()
console.log('stopped', Date.now() - t)
