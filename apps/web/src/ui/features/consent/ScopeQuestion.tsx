import { memo, useId, useState } from 'react'
import { Button, MultiSelect, Select, TextField } from '../../components/index.ts'
import { useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import { useOtherOrganisations } from '../case/queries.ts'
import { PARTS, mayNameOutside, type Answer, type ConsentScope, type Reply } from './answers.ts'
import { wordingIn } from './wordings.ts'
import styles from './consent.module.css'

const REPLIES: readonly Reply[] = ['open', 'yes', 'no']

interface ScopeQuestionProps {
  readonly scope: ConsentScope
  readonly language: string
  readonly answer: Answer
  readonly onChange: (changes: Partial<Answer>) => void
}

/** One question: what to read, and the answer; who and which parts only once there is one. */
export const ScopeQuestion = ({ scope, language, answer, onChange }: ScopeQuestionProps) => {
  const t = useT()
  const vocab = useVocab()
  const name = useId()
  return (
    <fieldset className={styles.question} data-reply={answer.reply}>
      <legend>{vocab('consent_scope', scope)}</legend>
      <Words scope={scope} language={language} answer={answer} onChange={onChange} />
      <div className={styles.replies}>
        {REPLIES.map((reply) => (
          <label key={reply}>
            <input type="radio" name={name} checked={answer.reply === reply} onChange={() => onChange({ reply })} />
            {t(`consent.reply.${reply}`)}
          </label>
        ))}
      </div>
      {answer.reply === 'open' ? null : (
        <ForWhom scope={scope} org={answer.org} recipient={answer.recipient} parts={answer.parts} onChange={onChange} />
      )}
    </fieldset>
  )
}

const Words = ({ scope, language, answer, onChange }: ScopeQuestionProps) => {
  const t = useT()
  const own = wordingIn(language, scope, answer.parts)
  const [editing, setEditing] = useState(false)
  const text = answer.words ?? own
  if (editing || (own === '' && answer.reply !== 'open'))
    return (
      <TextField
        label={t('consent.words')}
        description={own === '' ? t('consent.words_none') : t('consent.words_why')}
        value={text}
        onChange={(words) => onChange({ words })}
        maxLength={5000}
        multiline
      />
    )
  if (text === '') return null
  return (
    <div className={styles.read}>
      <p dir="auto" lang={language}>
        {text}
      </p>
      <Button kind="bare" onPress={() => setEditing(true)}>
        {t('consent.change_words')}
      </Button>
    </div>
  )
}

type ForWhomProps = Pick<ScopeQuestionProps, 'scope' | 'onChange'> & Pick<Answer, 'org' | 'recipient' | 'parts'>

/** Left as it is while the words are changed, and its lists while somebody is named. */
const ForWhom = memo(({ scope, org, recipient, parts, onChange }: ForWhomProps) => {
  const t = useT()
  const needsOrg = scope === 'share_named_org'
  return (
    <div className={styles.with}>
      {needsOrg ? <Organisation org={org} onChange={onChange} /> : null}
      {mayNameOutside(scope) && org === '' ? (
        <TextField
          label={t('consent.recipient')}
          description={t(needsOrg ? 'consent.recipient_needed' : 'consent.recipient_why')}
          value={recipient}
          onChange={(named) => onChange({ recipient: named })}
          maxLength={200}
          isRequired={needsOrg}
        />
      ) : null}
      <Parts scope={scope} parts={parts} onChange={onChange} />
    </div>
  )
})

const Organisation = memo(({ org, onChange }: Pick<ForWhomProps, 'org' | 'onChange'>) => {
  const t = useT()
  const others = useOtherOrganisations()
  return (
    <Select
      label={t('case.consent.org')}
      value={org}
      onChange={(chosen) => onChange({ org: chosen, recipient: '' })}
      options={[{ id: '', label: t('consent.outside') }, ...others]}
      isRequired
    />
  )
})

const Parts = memo(({ scope, parts, onChange }: Pick<ForWhomProps, 'scope' | 'parts' | 'onChange'>) => {
  const t = useT()
  const options = useVocabOptions('consent_part', PARTS[scope])
  return (
    <MultiSelect
      label={t('consent.parts')}
      description={t('consent.parts_why')}
      value={parts}
      onChange={(chosen) => onChange({ parts: PARTS[scope].filter((part) => chosen.includes(part)) })}
      options={options}
    />
  )
})
