import { type ReactNode, Suspense, lazy, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { SessionState } from '../../contract.ts'
import { rememberMember } from '../data/known-here.ts'
import { useT } from '../i18n/index.ts'
import { Rail } from './Rail.tsx'
import { TopBar } from './TopBar.tsx'
import { Notices } from './Notices.tsx'
import { useAlarms } from './alarms.ts'
import { Works } from './Works.tsx'
import { useFrameKeys } from './keys.ts'
import styles from './Frame.module.css'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp.tsx')).KeyHelp }))

export type OpenSession = Extract<SessionState, { state: 'open' }>

interface FrameProps {
  readonly session: OpenSession
  readonly onLock: () => void
  readonly onExit: () => void
  readonly children: ReactNode
}

/** Rail, bar, notices and the page. */
export const Frame = ({ session, onLock, onExit, children }: FrameProps) => {
  const t = useT()
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null)
  const main = usePageFocus()
  useEffect(askForKeeping, [])
  useEffect(rememberMember, [])
  useAlarms()
  useFrameKeys({ onPalette: () => setShown('palette'), onHelp: () => setShown('keys'), onLock })
  return (
    <div className={styles.frame}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('frame.skip')}
      </a>
      <Rail />
      <div className={styles.side}>
        <TopBar session={session} onPalette={() => setShown('palette')} onLock={onLock} onExit={onExit} />
        <Notices />
        <Works />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <Suspense>
        {shown === 'palette' ? (
          <Palette onClose={() => setShown(null)} onLock={onLock} onExit={onExit} onHelp={() => setShown('keys')} />
        ) : null}
        {shown === 'keys' ? <KeyHelp onClose={() => setShown(null)} /> : null}
      </Suspense>
    </div>
  )
}

/** Asks the browser not to evict what is sealed here. It may say no: then a notice tells what that means. */
const askForKeeping = (): void => {
  void navigator.storage?.persist?.().catch(() => false)
}

/** After going somewhere, reading starts at the top of the new page, for eyes and for screen readers. */
const usePageFocus = () => {
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const last = useRef(location)
  useEffect(() => {
    if (last.current === location) return
    last.current = location
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [location])
  return main
}
