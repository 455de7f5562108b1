import { Page } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { About } from './About.tsx'
import { KeepingLink } from '../retention/KeepingLink.tsx'
import { Alarms } from './Alarms.tsx'
import { Look } from './Look.tsx'
import { Locking } from './Locking.tsx'
import { MyDevices } from './MyDevices.tsx'
import { NewDevice } from './NewDevice.tsx'
import { QuickUnlock } from './QuickUnlock.tsx'
import { RecoveryKit } from './RecoveryKit.tsx'
import { SignInPasskey } from './SignInPasskey.tsx'
import { ThisDevice } from './ThisDevice.tsx'

export const SettingsPage = () => {
  const t = useT()
  return (
    <Page title={t('frame.settings')}>
      <Look />
      <Locking />
      <Alarms />
      <QuickUnlock />
      <MyDevices />
      <NewDevice />
      <SignInPasskey />
      <RecoveryKit />
      <ThisDevice />
      <KeepingLink />
      <About />
    </Page>
  )
}
