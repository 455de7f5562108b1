/** Where a relay's data and sealed files are, from what the operator gave. */
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { openBlobs, s3KeysOf, s3PlaceOf, type Blobs, type FilesPlace } from '@pergola/relay/upkeep'
import { text, type Option } from '../command/command.ts'
import type { Given } from '../command/given.ts'
import type { Terminal } from '../ports/terminal.ts'
import { Complaint, misuse } from '../voice.ts'

export const FILES: Option = text('where sealed files are kept, if not in the data folder: s3://BUCKET?endpoint=URL&region=R', 'URL')

/** Null: in the data folder. */
export const filesPlace = (given: Given, terminal: Terminal): FilesPlace | null => {
  if (!given.has('files')) return null
  const place = s3PlaceOf(given.text('files'))
  if (place === null)
    throw misuse(
      '--files takes an address like s3://bucket?endpoint=https://store.example&region=eu-1.',
      'Keys stand in the environment, never in the address.',
    )
  const keys = s3KeysOf(terminal.env)
  if (keys === null)
    throw new Complaint('There are no keys for the object store.', 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.')
  return { place, keys }
}

export const openFiles = async (dataFolder: string, files: FilesPlace | null): Promise<Blobs> => {
  try {
    return await openBlobs(dataFolder, files)
  } catch (error) {
    if (files === null) throw error
    const told = error instanceof Error ? error.message : ''
    throw new Complaint(`The bucket cannot be used (${told}).`, 'Check its name, endpoint and region, and the keys in the environment.')
  }
}

/** Is this folder of the user who asks? SQLite leaves files beside a database; those of another user would keep the relay from it. */
export const isOwn = (folder: string): boolean => {
  const { uid } = userInfo()
  return uid === -1 || statSync(folder).uid === uid
}

/** A folder that is there and the user's own, or a complaint: nothing is made by looking. */
export const ownFolder = (folder: string): string => {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory()) throw new Complaint(`${folder} is not there.`, 'Give the folder that the relay was started with, with --data.')
  if (!isOwn(folder))
    throw new Complaint(`${folder} belongs to another user.`, 'Run this as the user that the relay runs as, e.g. with `sudo -u pergola`.')
  return folder
}
