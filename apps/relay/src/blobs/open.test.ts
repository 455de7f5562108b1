import { expect, it } from 'vitest'
import { s3KeysOf, s3PlaceOf } from './open.ts'

it('OPS-3 a bucket is named by an address without keys; anything else in it is refused', () => {
  expect(s3PlaceOf('s3://pergola?endpoint=https://store.example/&region=eu-1&prefix=relay/')).toEqual({
    endpoint: 'https://store.example',
    bucket: 'pergola',
    prefix: 'relay/',
    region: 'eu-1',
  })
  expect(s3PlaceOf('s3://pergola?region=eu-central-1')?.endpoint).toBe('https://s3.eu-central-1.amazonaws.com')
  for (const wrong of [
    'pergola',
    'https://store.example/pergola',
    's3://key:secret@pergola',
    's3://pergola/folder',
    's3://pergola?prefix=no-slash',
    's3://pergola?prefix=../',
    's3://pergola?secret=1',
    's3://pergola?endpoint=file:///etc',
    's3://p',
  ])
    expect([wrong, s3PlaceOf(wrong)]).toEqual([wrong, null])
})

it('OPS-3 keys come from the environment, all or none', () => {
  expect(s3KeysOf({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })).toEqual({
    accessKeyId: 'a',
    secretAccessKey: 'b',
    sessionToken: undefined,
  })
  expect(s3KeysOf({ AWS_ACCESS_KEY_ID: 'a' })).toBeNull()
})
