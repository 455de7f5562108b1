import { type ReactNode, useEffect } from 'react'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { nameWindow } from '../../components/windowTitle.ts'
import { useSpeech, useT } from '../../i18n/index.ts'
import styles from './Session.module.css'

interface SessionLayoutProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Other ways from here, below the form. */
  readonly also?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** One quiet column: the mark, what this is, the form, the language. */
export const SessionLayout = ({ title, lead, also, isWide = false, children }: SessionLayoutProps) => {
  const t = useT()
  const { language, setLanguage } = useSpeech()
  useEffect(() => {
    nameWindow(t('components.windowTitle', { place: title }))
  }, [title, t])
  return (
    <div className={styles.place}>
      <header className={styles.head}>
        <span className={styles.mark}>
          <Icon name="pergola" size={24} />
          {t('frame.pergola')}
        </span>
        <span lang={language === 'en' ? 'ar' : 'en'}>
          <Button kind="bare" onPress={() => setLanguage(language === 'en' ? 'ar' : 'en')}>
            {t('frame.otherLanguage')}
          </Button>
        </span>
      </header>
      <main className={`${styles.column} ${isWide ? styles.wide : ''}`}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
        </div>
        {children}
        {also === undefined ? null : (
          <nav className={styles.also} aria-label={t('session.also')}>
            {also}
          </nav>
        )}
      </main>
    </div>
  )
}
