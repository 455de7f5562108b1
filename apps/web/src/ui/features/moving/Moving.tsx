import { useState } from 'react'
import type { CameInPackage } from '@pergola/core/moving'
import { Button, ErrorNote, Link, Name, Note, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { OfferDialog } from './OfferDialog.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import { TakeOverDialog } from './TakeOverDialog.tsx'
import styles from './moving.module.css'

type Form = 'merge' | 'split' | 'offer' | 'take'

/** Merging this case, taking people out of it, and handing it over as a whole. */
export const Moving = () => {
  const t = useT()
  const format = useFormat()
  const { view, rights } = useSituation()
  const { value: moving, problem } = useQuery('moving', { space: view.file.space })
  const [form, setForm] = useState<Form | null>(null)
  const close = (): void => setForm(null)
  if (moving === null) return <ErrorNote problem={problem} />
  const isOpen = view.file.status !== 'closed'
  return (
    <Section title={t('moving.title')}>
      {moving.mergedInto === null ? null : (
        <p>
          {t('moving.merged_into')}{' '}
          <Link to={`/cases/${moving.mergedInto.space}`}>
            <Name text={moving.mergedInto.pseudonym} />
          </Link>
        </p>
      )}
      {moving.from.map((one) => (
        <div key={one.space}>
          {t(`moving.from_${one.how}`)}{' '}
          {one.package === null ? (
            <Link to={`/cases/${one.space}`}>
              <Name text={one.pseudonym} />
            </Link>
          ) : (
            <FromPackage from={one.package} />
          )}
        </div>
      ))}
      {moving.offered === null || moving.takenOn !== null ? null : (
        <Note
          title={t(moving.offered.toUs ? 'moving.offered_to_us' : 'moving.offered_to', {
            org: moving.offered.name,
            on: format.day(moving.offered.on),
          })}
          action={moving.offered.toUs ? <Button onPress={() => setForm('take')}>{t('moving.take')}</Button> : undefined}
        >
          {t(moving.offered.toUs ? 'moving.offered_to_us_why' : 'moving.offered_why')}
        </Note>
      )}
      {moving.offered !== null && moving.takenOn !== null ? (
        <p>{t('moving.taken', { org: moving.offered.name, on: format.day(moving.takenOn) })}</p>
      ) : null}
      {rights.hold && isOpen ? (
        <div className={styles.does}>
          <Button onPress={() => setForm('merge')}>{t('moving.merge')}</Button>
          {view.file.people.length > 1 ? <Button onPress={() => setForm('split')}>{t('moving.split')}</Button> : null}
          <Button onPress={() => setForm('offer')}>{t('moving.offer')}</Button>
        </div>
      ) : null}
      {form === 'merge' ? <MergeDialog onClose={close} /> : null}
      {form === 'split' ? <SplitDialog onClose={close} /> : null}
      {form === 'offer' ? <OfferDialog moving={moving} onClose={close} /> : null}
      {form === 'take' ? <TakeOverDialog onClose={close} /> : null}
    </Section>
  )
}

/** Who made the package, when; and that it ended half way, where it did. */
const FromPackage = ({ from }: { readonly from: CameInPackage }) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Name text={from.from} />
      {from.madeOn === null ? null : <> · {format.day(from.madeOn)}</>}
      {from.whole ? null : (
        <Note kind="danger" title={t('moving.not_whole')}>
          {t('moving.not_whole_why')}
        </Note>
      )}
    </>
  )
}
