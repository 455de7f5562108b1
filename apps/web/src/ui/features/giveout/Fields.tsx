import type { ConsentScope } from '@pergola/core/vocabulary'
import type { Section as Part } from '../../../contract.ts'
import { Note, RadioGroup, Section, Select, TextField } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useOtherOrganisations } from '../case/queries.ts'
import { actOf, FORMS, type Form, SCOPES_OF } from './acts.ts'
import styles from './giveout.module.css'

export interface Asking {
  readonly form: Form
  readonly scope: ConsentScope
  /** '' when it is for somebody by name. */
  readonly org: string
  readonly recipient: string
  readonly sections: readonly Part[]
  /** Keys of age, one a line. */
  readonly keys: string
  readonly title: string
  readonly opening: string
  readonly closing: string
}

interface FieldsProps {
  readonly asking: Asking
  readonly onChange: (more: Partial<Asking>) => void
}

/** In which form, for whom, and on the ground of which consent. */
export const Fields = ({ asking, onChange }: FieldsProps) => {
  const t = useT()
  const scopes = SCOPES_OF[actOf(asking.form)]
  const options = useVocabOptions('consent_scope', scopes)
  const others = useOtherOrganisations()
  return (
    <div className={styles.fields}>
      <RadioGroup
        label={t('giveout.form')}
        value={asking.form}
        onChange={(id) => onChange({ form: FORMS.find((one) => one === id) ?? 'package' })}
        options={FORMS.map((id) => ({ id, label: t(`giveout.form.${id}`), description: t(`giveout.form_why.${id}`) }))}
      />
      <Select
        label={t('giveout.scope')}
        value={asking.scope}
        onChange={(id) => onChange({ scope: scopes.find((one) => one === id) ?? asking.scope })}
        options={options}
        isRequired
      />
      <Select
        label={t('giveout.to')}
        value={asking.org}
        onChange={(org) => onChange({ org })}
        options={[{ id: '', label: t('giveout.somebody') }, ...others]}
      />
      {asking.org === '' ? (
        <TextField
          label={t('giveout.recipient')}
          description={t('giveout.recipient_why')}
          value={asking.recipient}
          onChange={(recipient) => onChange({ recipient })}
          maxLength={200}
          isRequired
        />
      ) : null}
    </div>
  )
}

/** What is typed beside the parts: keys for a package, words around a document. */
export const Words = ({ asking, onChange }: FieldsProps) => {
  const t = useT()
  if (asking.form === 'package')
    return (
      <Section title={t('giveout.locked')}>
        <Note title={t('giveout.passphrase')}>{t('giveout.passphrase_why')}</Note>
        <TextField
          label={t('giveout.keys')}
          description={t('giveout.keys_why')}
          value={asking.keys}
          onChange={(keys) => onChange({ keys })}
          dir="ltr"
          multiline
          maxLength={40_000}
          spellCheck={false}
        />
      </Section>
    )
  return (
    <Section title={t('giveout.words')}>
      <div className={styles.fields}>
        <TextField label={t('giveout.doc_title')} value={asking.title} onChange={(title) => onChange({ title })} maxLength={200} />
        <TextField
          label={t('giveout.opening')}
          value={asking.opening}
          onChange={(opening) => onChange({ opening })}
          multiline
          maxLength={20_000}
        />
        <TextField
          label={t('giveout.closing')}
          value={asking.closing}
          onChange={(closing) => onChange({ closing })}
          multiline
          maxLength={20_000}
        />
      </div>
    </Section>
  )
}
