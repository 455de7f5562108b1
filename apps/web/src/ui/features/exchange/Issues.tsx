import type { Issue, IssueGroup } from '../../../contract.ts'
import { Name } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './exchange.module.css'

/** What was noticed, by kind; opened, row by row. What was left out comes first. */
export const Issues = ({ groups, more }: { readonly groups: readonly IssueGroup[]; readonly more: number }) => {
  const t = useT()
  return (
    <div className={styles.issues}>
      {groups.map(({ what, code, count, first }) => (
        <details key={`${what} ${code}`}>
          <summary>
            {what === 'failed' ? <strong>{t('exchange.left_out')} </strong> : null}
            {t('exchange.issue_count', { what: t(`exchange.issue.${code}`), count })}
          </summary>
          <ul>
            {first.map((issue, at) => (
              <li key={at}>
                <Where issue={issue} />
              </li>
            ))}
          </ul>
          {count > first.length ? <p>{t('exchange.issue_more', { count: count - first.length })}</p> : null}
        </details>
      ))}
      {more > 0 ? <p>{t('exchange.issue_more', { count: more })}</p> : null}
    </div>
  )
}

const Where = ({ issue: { table, row, id, field, said } }: { readonly issue: Issue }) => {
  const t = useT()
  return (
    <>
      {row > 0 ? <span className={styles.where}>{t('exchange.where', { row })}</span> : null}
      {[table, id, field, said].map((part, at) =>
        part === '' ? null : (
          <span key={at} className={styles.part}>
            <Name text={part} />
          </span>
        ),
      )}
    </>
  )
}
