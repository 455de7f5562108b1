import { Facts, Name, Section } from '../../components/index.ts'
import { useMember } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import styles from './Settings.module.css'

declare const __APP_VERSION__: string

export const About = () => {
  const t = useT()
  const vocab = useVocab()
  const member = useMember()
  return (
    <Section title={t('settings.about')}>
      {member === null ? null : (
        <Facts
          items={[
            { label: t('session.you.name'), value: <Name text={member.personName} /> },
            { label: t('session.you.account'), value: <code dir="ltr">{member.account}</code> },
            { label: t('network.role'), value: vocab('role', member.role) },
            { label: t('session.part.org'), value: <Name text={member.orgName} /> },
            { label: t('session.part.network'), value: <Name text={member.networkName} /> },
            { label: t('settings.version'), value: <span dir="ltr">{__APP_VERSION__}</span> },
          ]}
        />
      )}
      <p className={styles.measure}>{t('settings.licence')}</p>
    </Section>
  )
}
