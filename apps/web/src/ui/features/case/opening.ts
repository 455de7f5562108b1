import { useEffect, useState } from 'react'
import type { Command } from '../../data/index.ts'
import type { OpenedFileProps } from './OpenedFile.tsx'

type Opened = { readonly name: string; readonly type: string; readonly content: Uint8Array }

/** Opens a sealed file once; null until it is there. What arrives after the dialog was closed is let go. */
export const useOpened = (run: Command<'openFile'>['run'], where: OpenedFileProps['where'], id: string): Opened | null => {
  const [file, setFile] = useState<Opened | null>(null)
  const key = JSON.stringify(where)
  useEffect(() => {
    let wanted = true
    void run({ where: JSON.parse(key) as OpenedFileProps['where'], id }).then((answer) => {
      if (wanted && answer.ok) setFile(answer.value)
    })
    return () => {
      wanted = false
    }
  }, [run, key, id])
  return file
}
