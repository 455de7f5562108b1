/** A relay in a process of its own: data folder, port, pages, and how wrong its clock is (ms). Prints its address. */
const [dataFolder = '', port = '0', webRoot = '', intakeRoot = '', clockOff = '0'] = process.argv.slice(2)
const rightNow = Date.now
Date.now = () => rightNow() + Number(clockOff)
const { startRelay } = await import('@pergola/relay')
const relay = await startRelay({ dataFolder, port: Number(port), webRoot, intakeRoot })
process.stdout.write(`${relay.url}\n`)
process.stdin.resume()
process.stdin.on('end', () => void relay.stop().then(() => process.exit(0)))
