import type { VouchAbout } from '@pergola/core/verification'
import { Facts, Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import styles from './verification.module.css'

/** What an organisation sees that is asked to vouch: the work, and nothing else of the case. */
export const AboutView = ({ about }: { readonly about: VouchAbout }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const list = (name: string, codes: readonly string[]): string =>
    codes.length === 0 ? t('verification.not_said') : format.list(codes.map((code) => vocab(name, code)))
  return (
    <div className={styles.about}>
      <Facts
        items={[
          { label: t('verification.about_name'), value: about.name === '' ? t('verification.no_name') : <Name text={about.name} /> },
          { label: t('verification.about_place'), value: about.place === '' ? t('verification.not_said') : placeName(about.place) },
          { label: t('verification.about_rights'), value: list('hrd_field', about.rightsFields) },
          { label: t('verification.activities'), value: list('defender_activity', about.activities) },
          { label: t('verification.since'), value: about.since === '' ? t('verification.not_said') : format.day(about.since) },
        ]}
      />
      {about.text === '' ? null : (
        <p className={styles.prose} dir="auto">
          {about.text}
        </p>
      )}
    </div>
  )
}
