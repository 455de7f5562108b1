import { Link, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** From the settings to the rules of the whole organisation. */
export const KeepingLink = () => {
  const t = useT()
  return (
    <Section title={t('retention.title')}>
      <p>{t('retention.lead')}</p>
      <p>
        <Link to="/retention">{t('retention.rules')}</Link>
      </p>
    </Section>
  )
}
