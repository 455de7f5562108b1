import { Route, Switch } from 'wouter'
import type { NewAccount } from '../../../contract.ts'
import { FoundPage } from './FoundPage.tsx'
import { JoinPage } from './JoinPage.tsx'
import { PairPage } from './PairPage.tsx'
import { RecoverPage } from './RecoverPage.tsx'
import { SignInPage } from './SignInPage.tsx'

interface FirstVisitProps {
  /** Null while the relay has not been reached. */
  readonly relayIsEmpty: boolean | null
  readonly onAccount: (account: NewAccount) => void
}

/** A device that holds nothing yet: found, join, or come back. */
export const FirstVisit = ({ relayIsEmpty, onAccount }: FirstVisitProps) => (
  <Switch>
    <Route path="/join/:secret">{({ secret }) => <JoinPage key={secret} secret={secret} onAccount={onAccount} />}</Route>
    <Route path="/recover">
      <RecoverPage onAccount={onAccount} />
    </Route>
    <Route path="/pair">
      <PairPage onAccount={onAccount} />
    </Route>
    <Route>{relayIsEmpty === true ? <FoundPage onAccount={onAccount} /> : <SignInPage isReached={relayIsEmpty !== null} />}</Route>
  </Switch>
)
