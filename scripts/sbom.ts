/**
 * Bill of materials in CycloneDX, from the lock file, without what changes from run to run (number and time), so that two of one
 * source are the same: `node scripts/sbom.ts > sbom.json`.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
if (status !== 0) {
  console.error(stderr)
  process.exit(1)
}
const bill = JSON.parse(stdout) as { serialNumber?: string; metadata: { timestamp?: string } }
delete bill.serialNumber
delete bill.metadata.timestamp
console.log(JSON.stringify(bill, null, 2))
