import type { Teaser } from '@pergola/core/referral'
import { Facts, Urgency } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { daysBetween } from '../case/relay-chart/days.ts'
import styles from './referral.module.css'

/** What is asked, without anyone's name. Both sides see this and nothing else of the case. */
export const TeaserView = ({ teaser }: { readonly teaser: Teaser }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  return (
    <div className={styles.teaser}>
      <p className={styles.ask}>
        {t('referral.ask', {
          kind: vocab('support_type', teaser.kind),
          from: format.day(teaser.from),
          to: format.day(teaser.to),
          days: daysBetween(teaser.from, teaser.to),
        })}
      </p>
      <Facts
        items={[
          { label: t('referral.people'), value: format.number(teaser.headcount) },
          { label: t('referral.region'), value: teaser.region === '' ? t('referral.not_said') : placeName(teaser.region) },
          {
            label: t('referral.languages'),
            value: teaser.languages.length === 0 ? t('referral.not_said') : format.list(teaser.languages.map(format.language)),
          },
          { label: t('case.urgency'), value: <Urgency value={teaser.urgency} /> },
        ]}
      />
      {teaser.text === '' ? null : (
        <p className={styles.text} dir="auto">
          {teaser.text}
        </p>
      )}
    </div>
  )
}
