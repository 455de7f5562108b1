import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findProfile, keepProfile, makeProfile, openPorts, relayOrigin, removeProfile } from './profile.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'pergola-profile-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return join(made, 'amina')
}

test('a profile is kept for its owner alone, found again, and not made twice', () => {
  const place = folder()
  const profile = makeProfile(place, 'http://127.0.0.1:8765')
  keepProfile(profile)
  expect(statSync(place).mode & 0o777).toBe(0o700)
  expect(statSync(join(place, 'profile.json')).mode & 0o777).toBe(0o600)
  expect(findProfile(place)).toEqual(profile)
  expect(() => makeProfile(place, 'http://127.0.0.1:8765')).toThrow('holds a profile already')
  removeProfile(profile)
  expect(findProfile(place)).toBeNull()
})

test('two commands do not work with one profile at once; a crashed one does not block it for ever', () => {
  const profile = makeProfile(folder(), 'http://127.0.0.1:8765')
  const { close } = openPorts(profile)
  expect(readFileSync(join(profile.folder, 'in-use'), 'utf8')).toBe(String(process.pid))
  writeFileSync(join(profile.folder, 'in-use'), String(process.ppid))
  expect(() => openPorts(profile)).toThrow('is working with')
  close()
  writeFileSync(join(profile.folder, 'in-use'), '999999999')
  openPorts(profile).close()
})

test('a relay is an origin, whatever was pasted', () => {
  expect(relayOrigin('https://relay.example/#/join/abc')).toBe('https://relay.example')
  expect(() => relayOrigin('relay.example')).toThrow('not an address')
})
