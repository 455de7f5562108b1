import { useState } from 'react'
import type { QualityBoard, QualityIssue, QualityRow } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Facts, Link, Loading, Name, Page, Section } from '../../components/index.ts'
import { useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { DirectoryNav } from '../directory/DirectoryNav.tsx'
import { entryAddress } from '../directory/ServiceList.tsx'
import lists from '../directory/lists.module.css'
import styles from './keeping.module.css'

const SHOWN = 50

/** The steward's board: what is old, what contradicts itself, what is missing, and whom to ask. */
export const QualityPage = () => {
  const t = useT()
  const [count, setCount] = useState(SHOWN)
  const { value, state, problem } = useSteadyQuery('quality', { from: 0, count })
  return (
    <Page title={t('directory.room.quality')} lead={t('keeping.quality_lead')}>
      <DirectoryNav />
      <ErrorNote problem={problem} />
      {state === 'loading' ? <Loading /> : null}
      {value === null ? null : value.entries === 0 ? (
        <Empty title={t('directory.empty')} text={t('directory.empty_why')} action={<Link to="/directory">{t('directory.title')}</Link>} />
      ) : (
        <Board board={value} onMore={() => setCount(count + SHOWN)} />
      )}
    </Page>
  )
}

const Board = ({ board, onMore }: { readonly board: QualityBoard; readonly onMore: () => void }) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Facts
        items={[
          { label: t('keeping.entries'), value: format.number(board.entries) },
          { label: t('keeping.facts'), value: t('keeping.facts_of', { facts: board.facts, stale: board.staleFacts }) },
          {
            label: t('keeping.middle_check'),
            value: board.middleCheck === null ? t('directory.never_checked') : format.day(board.middleCheck),
          },
          { label: t('keeping.contradictions'), value: format.number(board.contradictions) },
          { label: t('keeping.disputes'), value: format.number(board.disputes) },
        ]}
      />
      <Section title={t('keeping.by_owner')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('keeping.owner')}</th>
              <th scope="col">{t('keeping.facts')}</th>
              <th scope="col">{t('keeping.stale')}</th>
            </tr>
          </thead>
          <tbody>
            {board.owners.map((owner) => (
              <tr key={owner.org}>
                <td>
                  <Name text={owner.name} />
                </td>
                <td>{format.number(owner.facts)}</td>
                <td>{format.number(owner.stale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t('keeping.issues', { count: board.total })}>
        <ul className={lists.list}>
          {board.rows.map((row) => (
            <li key={row.row.service.id}>
              <Issues row={row} />
            </li>
          ))}
        </ul>
        {board.total > board.rows.length ? <Button onPress={onMore}>{t('keeping.more')}</Button> : null}
      </Section>
    </>
  )
}

const Issues = ({ row }: { readonly row: QualityRow }) => {
  const say = useIssueWords()
  return (
    <>
      <div className={lists.head}>
        <h3>
          <Link to={entryAddress(row.row.service.id)}>{row.row.service.name}</Link>
        </h3>
        <span className={lists.quiet}>
          <Name text={row.ownerName} />
        </span>
      </div>
      <ul className={styles.facts}>
        {row.issues.map((issue, at) => (
          <li key={at}>{say(issue)}</li>
        ))}
      </ul>
    </>
  )
}

const useIssueWords = (): ((issue: QualityIssue) => string) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const facts = (codes: readonly string[]): string => format.list(codes.map((code) => vocab('fact', code)))
  return (issue) => {
    switch (issue.type) {
      case 'old':
        return t('keeping.issue.old', { days: issue.days })
      case 'never_checked':
        return t('keeping.issue.never_checked')
      case 'contradiction':
        return t('keeping.issue.contradiction', { fact: vocab('fact', issue.code), says: format.list(issue.says) })
      case 'disputed':
        return t('keeping.issue.disputed', { by: format.list(issue.by), entry: String(issue.code === ''), fact: vocab('fact', issue.code) })
      case 'missing':
        return t('keeping.issue.missing', { facts: facts(issue.codes) })
      case 'no_source':
        return t('keeping.issue.no_source', { facts: facts(issue.codes) })
      case 'capacity_old':
        return t('keeping.issue.capacity_old', { days: issue.days })
    }
  }
}
