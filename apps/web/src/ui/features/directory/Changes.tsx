import { useState } from 'react'
import { Button, ErrorNote, Link, Name, Note } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { entryAddress } from './ServiceList.tsx'
import styles from './directory.module.css'

const SHOWN = 30

/** What changed since one last looked: one line, the list on asking, and "seen". */
export const Changes = () => {
  const t = useT()
  const format = useFormat()
  const { value } = useQuery('directoryChanges', { count: SHOWN })
  const seen = useCommand('markLooked')
  const mayWrite = useMay('contributor')
  const [isOpen, setOpen] = useState(false)
  if (value === null || value.total === 0 || (value.since === null && !mayWrite)) return null
  const title =
    value.since === null
      ? t('directory.changes_first', { count: value.total })
      : t('directory.changes', { count: value.total, since: format.instant(value.since) })
  return (
    <div className={styles.news}>
      <Note
        icon="pending"
        title={title}
        action={
          <span className={styles.buttons}>
            {value.since === null ? null : (
              <Button kind="bare" onPress={() => setOpen(!isOpen)}>
                {t(isOpen ? 'components.hide' : 'components.show')}
              </Button>
            )}
            {mayWrite ? (
              <Button kind="bare" icon="check" isBusy={seen.busy} onPress={() => void seen.run({})}>
                {t('directory.seen')}
              </Button>
            ) : null}
          </span>
        }
      >
        {value.since === null ? (
          t('directory.changes_first_why')
        ) : isOpen ? (
          <ul className={styles.changes}>
            {value.changes.map((change) => (
              <li key={`${change.id}${change.at}`}>
                <span className={styles.quiet}>{t(`directory.change.${change.what}`)}</span>{' '}
                {change.what === 'removed' ? <Name text={change.name} /> : <Link to={entryAddress(change.id)}>{change.name}</Link>}{' '}
                <span className={styles.quiet}>
                  <Name text={change.providerName} /> · {format.instant(change.at)}
                </span>
              </li>
            ))}
            {value.total > value.changes.length ? (
              <li className={styles.quiet}>{t('directory.changes_more', { count: value.total - value.changes.length })}</li>
            ) : null}
          </ul>
        ) : null}
      </Note>
      <ErrorNote problem={seen.problem} />
    </div>
  )
}
