// `npm start [-- --empty] [-- --port 8765] [-- --data folder]`: installs, builds, starts the relay with a demo network.
import { install, run } from './node26.mjs'

// Ctrl C reaches the relay as well, which stops gracefully; this process waits for it instead of leaving first.
process.on('SIGINT', () => {})

install()
run('node', ['scripts/build.ts', '--if-needed'])
run('node', ['--max-semi-space-size=8', 'apps/cli/src/main.ts', 'demo', ...process.argv.slice(2)])
