import type { CaseLifeView } from '../../../contract.ts'
import { Select } from '../../components/index.ts'
import { useMember } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { calledIn, withCall } from './calling.ts'
import styles from './caselife.module.css'

/** Puts `@Name` into the note; who stands there finds it in Today. */
export const CallSomebody = ({
  text,
  members,
  onText,
}: {
  readonly text: string
  readonly members: CaseLifeView['members']
  readonly onText: (text: string) => void
}) => {
  const t = useT()
  const format = useFormat()
  const me = useMember()
  const others = members.filter(({ person }) => person !== me?.person)
  if (others.length === 0) return null
  const called = calledIn(text, others)
  const names = others.filter(({ person }) => called.includes(person)).map(({ name }) => name)
  return (
    <div className={styles.call}>
      <Select
        label={t('caselife.call.who')}
        value=""
        onChange={(person) => onText(withCall(text, others.find((one) => one.person === person)?.name ?? ''))}
        options={others.map(({ person, name }) => ({ id: person, label: name }))}
        placeholder={t('case.choose')}
      />
      {names.length === 0 ? null : <p role="status">{t('caselife.call.finds', { who: format.list(names) })}</p>}
    </div>
  )
}
