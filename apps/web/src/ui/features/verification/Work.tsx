import { Button, Facts, Name, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useVerifying } from './context.ts'

/** What the person does, since when, and who else may decide. */
export const Work = () => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { found, open } = useVerifying()
  const { activities, since, deciders, holder } = found.verification
  const edit =
    found.own && found.canWrite ? <Button onPress={() => open({ form: 'work' })}>{t('verification.work_edit')}</Button> : undefined
  return (
    <Section title={t('verification.work')} actions={edit}>
      <Facts
        items={[
          {
            label: t('verification.activities'),
            value:
              activities.length === 0
                ? t('verification.not_written')
                : format.list(activities.map((code) => vocab('defender_activity', code))),
          },
          {
            label: t('verification.rights'),
            value:
              found.rightsFields.length === 0
                ? t('verification.not_written')
                : format.list(found.rightsFields.map((code) => vocab('hrd_field', code))),
          },
          { label: t('verification.since'), value: since === '' ? t('verification.not_written') : format.day(since) },
          {
            label: t('verification.who_decides'),
            value: [holder, ...deciders].map((org, i) => (
              <span key={org}>
                {i === 0 ? '' : ' · '}
                <Name text={found.organisations[org] ?? ''} />
              </span>
            )),
          },
        ]}
      />
    </Section>
  )
}
