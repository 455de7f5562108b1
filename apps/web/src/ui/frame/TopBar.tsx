import { Button } from '../components/Button.tsx'
import { Icon } from '../components/Icon.tsx'
import { Link } from '../components/Link.tsx'
import { Name } from '../components/Name.tsx'
import { useT } from '../i18n/index.ts'
import type { OpenSession } from './Frame.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SyncMark } from './SyncMark.tsx'
import styles from './TopBar.module.css'

interface TopBarProps {
  readonly session: OpenSession
  readonly onPalette: () => void
  readonly onLock: () => void
  readonly onExit: () => void
}

export const TopBar = ({ session, onPalette, onLock, onExit }: TopBarProps) => {
  const t = useT()
  return (
    <header className={styles.bar}>
      <SearchBox />
      <div className={styles.tools}>
        <SyncMark />
        <div className={styles.roomy}>
          <Button kind="bare" icon="command" label={t('frame.paletteLabel')} onPress={onPalette}>
            {t('frame.palette')}
          </Button>
          <Button kind="bare" icon="lock" label={t('frame.lockLabel')} onPress={onLock}>
            {t('frame.lock')}
          </Button>
        </div>
        <div className={styles.exit}>
          <Button kind="bare" icon="exit" label={t('frame.exitLabel')} onPress={onExit}>
            {t('frame.exit')}
          </Button>
        </div>
        <button type="button" className={styles.who} popoverTarget="who" aria-label={t('frame.youMenu', { name: session.personName })}>
          <Icon name="person" />
          <span className={styles.whoName}>
            <Name text={session.personName} />
          </span>
          <Icon name="down" size={16} />
        </button>
        <WhoPanel session={session} onLock={onLock} />
      </div>
    </header>
  )
}

const WhoPanel = ({ session, onLock }: Pick<TopBarProps, 'session' | 'onLock'>) => {
  const t = useT()
  const close = () => document.getElementById('who')?.hidePopover()
  return (
    <div id="who" popover="auto" className={styles.panel}>
      <p className={styles.panelTitle}>
        <Name text={session.personName} />
      </p>
      <p className={styles.panelSoft}>
        <Name text={session.orgName} />
      </p>
      <p className={styles.panelSoft}>
        <Name text={session.networkName} />
      </p>
      <div className={styles.panelActions} onClick={close}>
        <Link to="/settings" kind="bare" icon="settings">
          {t('frame.settings')}
        </Link>
        <div className={styles.narrow}>
          <Button kind="bare" icon="lock" onPress={onLock}>
            {t('frame.lock')}
          </Button>
        </div>
      </div>
    </div>
  )
}
