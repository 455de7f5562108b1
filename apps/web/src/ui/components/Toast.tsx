import { type ReactNode, createContext, useCallback, useContext, useMemo, useState } from 'react'
import { useSpeech, useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import styles from './Toast.module.css'

interface Said {
  readonly id: number
  readonly text: string
  readonly undo: (() => void) | undefined
}

export type Say = (text: string, undo?: () => void) => void

const ToastContext = createContext<Say | null>(null)
const SHOWN_FOR = 8000

/** `const say = useToast()`, then `say(sentence, undo?)`: what was just done, with a way back where there is one. */
export const useToast = (): Say => {
  const say = useContext(ToastContext)
  if (say === null) throw new Error('No ToastProvider above this component')
  return say
}

export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const t = useT()
  const { language } = useSpeech()
  const [said, setSaid] = useState<readonly Said[]>([])
  const [before, setBefore] = useState(language)
  // Whoever chose another language may not read what was said in the one before.
  if (before !== language) {
    setBefore(language)
    setSaid([])
  }
  const drop = useCallback((id: number) => setSaid((all) => all.filter((one) => one.id !== id)), [])
  const say = useCallback<Say>(
    (text, undo) => {
      const id = performance.now() + Math.random()
      setSaid((all) => [...all.slice(-2), { id, text, undo }])
      setTimeout(() => drop(id), SHOWN_FOR)
    },
    [drop],
  )
  const list = useMemo(
    () =>
      said.map(({ id, text, undo }) => (
        <div key={id} className={styles.toast}>
          <span>{text}</span>
          {undo === undefined ? null : (
            <Button
              kind="bare"
              onPress={() => {
                drop(id)
                undo()
              }}
            >
              {t('components.undo')}
            </Button>
          )}
          <Button kind="bare" icon="close" label={t('components.close')} onPress={() => drop(id)} />
        </div>
      )),
    [said, drop, t],
  )
  return (
    <ToastContext.Provider value={say}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {list}
      </div>
    </ToastContext.Provider>
  )
}
