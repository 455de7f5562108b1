import { type ReactNode, Suspense, lazy, useCallback, useEffect, useState } from 'react'
import { Router, useLocation } from 'wouter'
import { usePlaceLocation } from './frame/location.ts'
import type { NewAccount, Pergola, SessionState } from '../contract.ts'
import { Loading } from './components/Loading.tsx'
import { ToastProvider } from './components/Toast.tsx'
import { PergolaContext, usePergola, useQuery } from './data/index.ts'
import { Boundary, Broken } from './frame/Broken.tsx'
import { Frame } from './frame/Frame.tsx'
import { useAutoLock } from './frame/auto-lock.ts'
import { useQuickExit } from './frame/keys.ts'
import { Routes } from './routes.tsx'

const FirstVisit = lazy(async () => ({ default: (await import('./features/session/FirstVisit.tsx')).FirstVisit }))
const UnlockPage = lazy(async () => ({ default: (await import('./features/session/UnlockPage.tsx')).UnlockPage }))
const RemovedPage = lazy(async () => ({ default: (await import('./features/session/RemovedPage.tsx')).RemovedPage }))
const EndedPage = lazy(async () => ({ default: (await import('./features/session/EndedPage.tsx')).EndedPage }))
const KeepPage = lazy(async () => ({ default: (await import('./features/session/KeepPage.tsx')).KeepPage }))
const WaitingPage = lazy(async () => ({ default: (await import('./features/session/WaitingPage.tsx')).WaitingPage }))

/** `worker` is watched only for having died: then nothing on this page can work any more. */
export const App = ({ pergola, worker }: { readonly pergola: Pergola; readonly worker: EventTarget }) => {
  const isBroken = useBroken(worker)
  if (isBroken) return <Broken />
  return (
    <Boundary>
      <PergolaContext.Provider value={pergola}>
        <Router hook={usePlaceLocation}>
          <ToastProvider>
            <Suspense fallback={<Loading />}>
              <Gate />
            </Suspense>
          </ToastProvider>
        </Router>
      </PergolaContext.Provider>
    </Boundary>
  )
}

const useBroken = (worker: EventTarget): boolean => {
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    const onError = (): void => setBroken(true)
    const onRejection = (event: PromiseRejectionEvent): void => {
      if (event.reason instanceof Error && event.reason.name === 'WorkerBroken') setBroken(true)
    }
    worker.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onRejection)
    return () => {
      worker.removeEventListener('error', onError)
      window.removeEventListener('unhandledrejection', onRejection)
    }
  }, [worker])
  return isBroken
}

/** One door for each thing this device can be. A new account is shown before anything else: it is shown only once. */
const Gate = () => {
  const session = useQuery('session', {})
  const pergola = usePergola()
  const [account, setAccount] = useState<NewAccount | null>(null)
  const [, go] = useLocation()
  // The address of an invitation holds its secret: it leaves the address bar and the history as soon as it was used.
  const take = (made: NewAccount): void => {
    setAccount(made)
    go('/today', { replace: true })
  }
  const lock = useCallback(() => void pergola.run('lock', {}), [pergola])
  const exit = useCallback(() => {
    void pergola.run('lock', {})
    location.replace('/exit.html')
  }, [pergola])
  useQuickExit(exit)
  if (session.value === null) return <Loading />
  if (account !== null) return <KeepPage account={account} onKept={() => setAccount(null)} />
  return <Door session={session.value} onAccount={take} onLock={lock} onExit={exit} />
}

interface DoorProps {
  readonly session: SessionState
  readonly onAccount: (account: NewAccount) => void
  readonly onLock: () => void
  readonly onExit: () => void
}

const Door = ({ session, onAccount, onLock, onExit }: DoorProps) => {
  switch (session.state) {
    case 'empty':
      return <FirstVisit relayIsEmpty={session.relayIsEmpty} onAccount={onAccount} />
    case 'locked':
      return <UnlockPage onAccount={onAccount} />
    case 'ended':
      return <EndedPage at={session.at} />
    case 'open':
      if (session.removedAt !== null) return <RemovedPage org={session.orgName} at={session.removedAt} onLock={onLock} />
      return (
        <Open onLock={onLock}>
          {session.admitted ? (
            <Frame session={session} onLock={onLock} onExit={onExit}>
              <Pages />
            </Frame>
          ) : (
            <WaitingPage onLock={onLock} />
          )}
        </Open>
      )
  }
}

/** A new address is a new page; only the network page opens an organisation over itself. */
const pageOf = (location: string): string => (location.startsWith('/network') ? '/network' : location)

/** A page that broke does not take the others with it. */
const Pages = () => {
  const [location] = useLocation()
  return (
    <Boundary key={pageOf(location)}>
      <Routes />
    </Boundary>
  )
}

const Open = ({ onLock, children }: { readonly onLock: () => void; readonly children: ReactNode }) => {
  useAutoLock(onLock)
  return children
}
