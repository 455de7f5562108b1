import { useState } from 'react'
import { Button, ConfirmButton, Day, ErrorNote, Link, Section } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import styles from './retention.module.css'

/** Of a closed case: until when it is kept, and the way to keep it longer or to propose its end. */
export const Keeping = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const mayDecide = useMay('editor')
  const { space } = view.file
  const draft = useQuery('endingDraft', { space, what: 'all' })
  const lift = useCommand('liftHold')
  const [form, setForm] = useState<'hold' | 'all' | 'parts' | null>(null)
  if (!rights.hold || view.file.status !== 'closed' || draft.value === null) return null
  const { hold } = draft.value
  return (
    <Section title={t('retention.keeping')}>
      <p className={styles.measure}>
        {t('retention.keeping.why')} <Link to="/retention">{t('retention.title')}</Link>
      </p>
      {hold === null ? null : (
        <div className={styles.held}>
          <p>
            {t('retention.keeping.held', { who: hold.byName })} <Day value={hold.until} />
          </p>
          <p className={styles.words} dir="auto">
            {hold.reason}
          </p>
        </div>
      )}
      {mayDecide ? (
        <div className={styles.acts}>
          <Button onPress={() => setForm('hold')}>{t(hold === null ? 'retention.hold' : 'retention.hold_longer')}</Button>
          {hold === null ? (
            <>
              <Button onPress={() => setForm('parts')}>{t('retention.propose.parts')}</Button>
              <Button onPress={() => setForm('all')}>{t('retention.propose.all')}</Button>
            </>
          ) : (
            <ConfirmButton
              kind="quiet"
              label={t('retention.lift')}
              question={t('retention.lift_question')}
              confirmLabel={t('retention.lift')}
              onConfirm={() => void lift.run({ space })}
              isDisabled={lift.busy}
            />
          )}
        </div>
      ) : null}
      <ErrorNote problem={lift.problem} />
      {form === 'hold' ? <HoldDialog space={space} onClose={() => setForm(null)} /> : null}
      {form === 'all' || form === 'parts' ? (
        <EndingDialog space={space} what={form} act="propose" rule={null} onClose={() => setForm(null)} />
      ) : null}
    </Section>
  )
}
