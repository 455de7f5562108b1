// `npm start [-- --empty] [-- --port 8765] [-- --data folder]`: installs, builds, starts the relay with a demo network.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root, run } from './node26.mjs'

// Ctrl C reaches the relay as well, which stops gracefully; this process waits for it instead of leaving first.
process.on('SIGINT', () => {})

install()
run('node', ['scripts/build.ts', '--if-needed'])
const { flags, env, compiled } = JSON.parse(readFileSync(join(root, 'apps/relay/node-start.json'), 'utf8'))
run('node', [...flags, 'apps/cli/src/main.ts', 'demo', ...process.argv.slice(2)], { NODE_COMPILE_CACHE: join(root, compiled), ...env })
