import { Component, type ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { Empty } from '../components/Empty.tsx'
import { useT } from '../i18n/index.ts'
import styles from './Broken.module.css'

/** Nothing here can go on. What was saved is in the worker's store, so loading again is safe. */
export const Broken = () => {
  const t = useT()
  return (
    <div className={styles.broken} role="alert">
      <Empty
        title={t('frame.broken')}
        text={t('frame.broken.do')}
        action={
          <Button kind="primary" onPress={() => location.reload()}>
            {t('frame.reload')}
          </Button>
        }
      />
    </div>
  )
}

/** React asks for a class here: only a class can catch what a page threw while it was drawn. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}
