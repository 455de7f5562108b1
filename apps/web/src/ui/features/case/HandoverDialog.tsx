import { Button, Dialog, ErrorNote, Facts, Name, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Who hands over to whom, when, and who has said yes. */
export const HandoverDialog = ({
  before,
  after,
  onClose,
}: {
  readonly before: string
  readonly after: string
  readonly onClose: () => void
}) => {
  const t = useT()
  const format = useFormat()
  const say = useToast()
  const { view, rights } = useSituation()
  const command = useCommand('agreeHandover')
  const row = view.chart.rows.find((one) => one.handovers.some((link) => link.before === before && link.after === after))
  const link = row?.handovers.find((one) => one.before === before && one.after === after)
  const first = row?.commitments.find((one) => one.id === before)
  const second = row?.commitments.find((one) => one.id === after)
  if (link === undefined || first === undefined || second === undefined) return null
  const ours = (first.mine && !link.agreedBefore) || (second.mine && !link.agreedAfter)
  const agree = async () => {
    if (!(await command.run({ space: view.file.space, before, after })).ok) return
    say(t('case.handover.agreed_toast'))
    onClose()
  }
  const yes = (agreed: boolean, until: string) => t(agreed ? 'case.handover.yes' : 'case.handover.not_yet', { day: until })
  return (
    <Dialog
      title={t('case.handover.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('components.close')}</Button>
          {ours && rights.write ? (
            <Button kind="primary" onPress={() => void agree()} isBusy={command.busy}>
              {t('case.handover.agree')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('case.handover.what', { before: first.orgName, after: second.orgName, on: format.day(second.from) })}</p>
        <Facts
          items={[
            { label: first.orgName, value: <Name text={yes(link.agreedBefore, format.day(first.to))} /> },
            { label: second.orgName, value: <Name text={yes(link.agreedAfter, format.day(second.from))} /> },
          ]}
        />
        <ErrorNote problem={command.problem} />
      </div>
    </Dialog>
  )
}
