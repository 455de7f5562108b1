import { type ReactNode, useEffect } from 'react'
import { useT } from '../i18n/index.ts'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { nameWindow } from './windowTitle.ts'
import styles from './Page.module.css'

export interface PageProps {
  /** The place: it is also the title of the window. */
  readonly title: string
  readonly actions?: ReactNode
  /** Only where there is depth: where one came from. */
  readonly breadcrumb?: { readonly to: string; readonly label: string }
  /** A line under the title. */
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** A sentence of ours that begins with a name, set apart: its direction is the page's, not the name's. */
const ISOLATE = '\u2068'

export const Page = ({ title, actions, breadcrumb, lead, children }: PageProps) => {
  const t = useT()
  useEffect(() => {
    nameWindow(t('components.windowTitle', { place: title }))
  }, [title, t])
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {breadcrumb === undefined ? null : (
            <nav className={styles.crumb} aria-label={t('components.breadcrumb')}>
              <Link to={breadcrumb.to}>{breadcrumb.label}</Link>
              <Icon name="next" size={16} />
            </nav>
          )}
          <h1 dir={title.startsWith(ISOLATE) ? undefined : 'auto'}>{title}</h1>
          {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  )
}
