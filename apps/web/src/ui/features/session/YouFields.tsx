import type { Problem } from '../../../contract.ts'
import { TextField } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

export interface You {
  readonly personName: string
  readonly account: string
}

interface YouFieldsProps {
  readonly you: You
  readonly onChange: (you: You) => void
  readonly isChecked: boolean
  readonly problem: Problem | null
}

/** The first member, or the one who joins. The sign-in name is all the relay ever learns of them. */
export const YouFields = ({ you, onChange, isChecked, problem }: YouFieldsProps) => {
  const t = useT()
  const missing = (value: string): string | null => (isChecked && value.trim() === '' ? t('session.missing') : null)
  const taken = problem?.type === 'account_taken' ? t('problem.account_taken.what') : null
  return (
    <>
      <TextField
        label={t('session.you.name')}
        description={t('session.you.name.why')}
        value={you.personName}
        onChange={(personName) => onChange({ ...you, personName })}
        isRequired
        maxLength={80}
        error={missing(you.personName)}
      />
      <TextField
        label={t('session.you.account')}
        description={t('session.you.account.why')}
        value={you.account}
        onChange={(account) => onChange({ ...you, account })}
        isRequired
        dir="ltr"
        maxLength={40}
        spellCheck={false}
        autoComplete="username"
        error={missing(you.account) ?? taken}
      />
    </>
  )
}

export const isYou = (you: You): boolean => you.personName.trim() !== '' && you.account.trim() !== ''
