import { useEffect, useRef } from 'react'
import type { DirectoryImportReport } from '../../../contract.ts'
import { Button, ErrorNote, Loading } from '../../components/index.ts'
import { Progress } from '../../components/Progress.tsx'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './exchange.module.css'

interface WritingProps {
  readonly id: string
  readonly onReport: (report: DirectoryImportReport) => void
  readonly onBack: () => void
}

/** Under way: how far it is, and a way to end it. What stands by then is said in the report. */
export const Writing = ({ id, onReport, onBack }: WritingProps) => {
  const t = useT()
  const { run, problem } = useCommand('runImport')
  const { run: cancel } = useCommand('cancelProgress')
  const { value: works } = useQuery('progress', {})
  const begun = useRef(false)
  const report = useRef(onReport)
  report.current = onReport
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void run({ id }).then((answer) => {
      if (answer.ok) report.current(answer.value)
    })
  }, [run, id])
  const work = works?.find(({ what }) => what === 'import')
  if (problem !== null)
    return (
      <>
        <ErrorNote problem={problem} />
        <Button onPress={onBack}>{t('exchange.back_to_entries')}</Button>
      </>
    )
  return (
    <div className={styles.writing}>
      {work === undefined ? (
        <Loading what={t('exchange.reading')} />
      ) : (
        <Progress label={t('exchange.writing')} done={work.done} of={work.of} onCancel={() => void cancel({ id: work.id })} />
      )}
      <p>{t('exchange.writing_why')}</p>
    </div>
  )
}
