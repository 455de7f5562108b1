/** `node bench/scale/idle.ts URL COUNT`: opens that many sockets, each with a device of its own, and says nothing more. Prints a line when all are greeted. */
import { newDevice, newPerson } from '../../apps/relay/src/testing/author.ts'
import { DeviceClient } from '../../apps/relay/src/testing/device-client.ts'
import { socketLink } from '../../apps/relay/src/testing/socket-link.ts'

const [url = '', count = '0'] = process.argv.slice(2)
const AT_ONCE = 50

for (let opened = 0; opened < Number(count); opened += AT_ONCE) {
  await Promise.all(Array.from({ length: AT_ONCE }, () => new DeviceClient(socketLink(url)).greet(newDevice(newPerson()))))
}
process.stdout.write('greeted\n')
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
