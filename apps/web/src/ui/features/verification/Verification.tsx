import { useCallback, useMemo, useState } from 'react'
import type { VerificationView } from '../../../contract.ts'
import { ErrorNote, Loading } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { Decision } from './Decision.tsx'
import { Definition } from './Definition.tsx'
import { Dialogs } from './Dialogs.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { OtherHelp } from './OtherHelp.tsx'
import { TestList } from './TestList.tsx'
import { type Form, type Verifying, VerifyingContext } from './context.ts'
import { Vouches } from './Vouches.tsx'
import { Work } from './Work.tsx'
import styles from './verification.module.css'

/** Is this person a human rights defender: what was found, who decides, and what becomes of those who are not. */
export const Verification = () => {
  const { view } = useSituation()
  const found = useQuery('verification', { space: view.file.space })
  if (found.value === null) return found.state === 'loading' ? <Loading /> : <ErrorNote problem={found.problem} />
  return <Parts found={found.value} />
}

const Parts = ({ found }: { readonly found: VerificationView }) => {
  const t = useT()
  const [form, setForm] = useState<Form | null>(null)
  const close = useCallback(() => setForm(null), [])
  const verifying = useMemo<Verifying>(() => ({ found, open: setForm }), [found])
  return (
    <VerifyingContext.Provider value={verifying}>
      <div className={styles.stack}>
        <p className={styles.lead}>{t('verification.lead')}</p>
        <Decision />
        <Work />
        <TestList />
        <EvidenceList />
        <Vouches />
        <OtherHelp />
        <Definition />
      </div>
      {form === null ? null : <Dialogs key={JSON.stringify(form)} form={form} onClose={close} />}
    </VerifyingContext.Provider>
  )
}
