import { useState } from 'react'
import type { StatisticsView } from '../../../contract.ts'
import { Button, ErrorNote, Note, Page, Section, Select, TextField } from '../../components/index.ts'
import { Progress } from '../../components/Progress.tsx'
import { saveAs } from '../../components/saving.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import styles from './statistics.module.css'

const SCOPES = ['statistics', 'research'] as const

/** Figures over our cases, of those whose people agreed to be counted; and as a table for somebody. */
export const StatisticsPage = () => {
  const t = useT()
  const scopes = useVocabOptions('consent_scope', SCOPES)
  const [scope, setScope] = useState<StatisticsView['scope']>('statistics')
  const [figures, setFigures] = useState<StatisticsView | null>(null)
  const counting = useCommand('countCases')
  const count = async () => {
    const answer = await counting.run({ scope })
    if (answer.ok) setFigures(answer.value)
  }
  return (
    <Page title={t('statistics.title')} breadcrumb={{ to: '/cases', label: t('cases.title') }} lead={t('statistics.lead')}>
      <div className={styles.form}>
        <Select
          label={t('statistics.scope')}
          value={scope}
          onChange={(id) => {
            setScope(SCOPES.find((one) => one === id) ?? 'statistics')
            setFigures(null)
          }}
          options={scopes}
          isRequired
        />
        <div>
          <Button kind="primary" isBusy={counting.busy} onPress={() => void count()}>
            {t('statistics.count')}
          </Button>
        </div>
        <Under />
        <ErrorNote problem={counting.problem} />
        {figures === null ? null : <Figures figures={figures} />}
      </div>
    </Page>
  )
}

const Under = () => {
  const t = useT()
  const { value: works } = useQuery('progress', {})
  const { run: cancel } = useCommand('cancelProgress')
  const work = works?.find(({ what }) => what === 'statistics')
  return work === undefined ? null : (
    <Progress label={t('statistics.counting')} done={work.done} of={work.of} onCancel={() => void cancel({ id: work.id })} />
  )
}

const Figures = ({ figures }: { readonly figures: StatisticsView }) => {
  const t = useT()
  if (figures.cases === null) return <Note title={t('statistics.too_few')}>{t('statistics.left', { count: figures.left })}</Note>
  return (
    <>
      <p>
        {t('statistics.counted', { count: figures.cases })} {t('statistics.left', { count: figures.left })}
      </p>
      <p className={styles.quiet}>{t('statistics.not_said_why')}</p>
      {figures.tables.map(({ table, cells }) => (
        <Section key={table} title={t(`statistics.table.${table}`)}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t(`statistics.table.${table}`)}</th>
                <th scope="col">{t('statistics.cases')}</th>
              </tr>
            </thead>
            <tbody>
              {cells.map(({ code, count }) => (
                <tr key={code}>
                  <th scope="row">
                    <Code table={table} code={code} />
                  </th>
                  <td>{count === null ? t('statistics.not_said') : count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
      <ToOthers scope={figures.scope} />
    </>
  )
}

const LISTS: Readonly<Record<string, string>> = {
  kind: 'support_type',
  status: 'case_status',
  urgency: 'urgency',
  risk: 'risk_level',
  rights: 'hrd_field',
  outcome: 'outcome',
}

const Code = ({ table, code }: { readonly table: string; readonly code: string }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  if (code === 'not_said') return <>{t('statistics.none_said')}</>
  if (table === 'country') return <>{format.place(code)}</>
  const list = LISTS[table]
  return <>{list === undefined ? code : vocab(list, code)}</>
}

/** The table leaves with it: for whom is written down in every case that was counted. */
const ToOthers = ({ scope }: Pick<StatisticsView, 'scope'>) => {
  const t = useT()
  const command = useCommand('exportStatistics')
  const [recipient, setRecipient] = useState('')
  const [name, setName] = useState('')
  const write = async () => {
    const answer = await command.run({ scope, recipient })
    if (!answer.ok) return
    saveAs(answer.value.name, 'text/csv;charset=utf-8', answer.value.content)
    setName(answer.value.name)
  }
  return (
    <Section title={t('statistics.to_others')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void write()
        }}
      >
        <TextField
          label={t('statistics.recipient')}
          description={t('statistics.recipient_why')}
          value={recipient}
          onChange={setRecipient}
          maxLength={200}
          isRequired
        />
        <ErrorNote problem={command.problem} />
        <div>
          <Button type="submit" isBusy={command.busy} isDisabled={recipient.trim() === ''}>
            {t('statistics.save')}
          </Button>
        </div>
        {name === '' ? null : <Note title={t('statistics.saved', { name })} icon="sent" />}
      </form>
    </Section>
  )
}
