import { CommitmentDialog } from './CommitmentDialog.tsx'
import { ConsentDialog } from './ConsentDialog.tsx'
import { EditCaseDialog } from './EditCaseDialog.tsx'
import { HandoverDialog } from './HandoverDialog.tsx'
import { IdentityDialog } from './IdentityDialog.tsx'
import { NeedDialog } from './NeedDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { RiskDialog } from './RiskDialog.tsx'
import { ShareDialog } from './ShareDialog.tsx'
import { type Form, useSituation } from './situation.ts'

/** The form that is open. */
export const CaseDialogs = ({ form, onClose }: { readonly form: Form; readonly onClose: () => void }) => {
  const { view } = useSituation()
  switch (form.form) {
    case 'edit':
      return <EditCaseDialog onClose={onClose} />
    case 'need':
      return <NeedDialog need={form.need} onClose={onClose} />
    case 'person':
      return <PersonDialog person={form.person} onClose={onClose} />
    case 'identity':
      return <IdentityDialog person={form.person} onClose={onClose} />
    case 'consent':
      return <ConsentDialog start={form.consent} onClose={onClose} />
    case 'risk':
      return <RiskDialog last={view.file.assessments.at(-1)} onClose={onClose} />
    case 'commitment':
      return <CommitmentDialog draft={form.draft} onClose={onClose} />
    case 'handover':
      return <HandoverDialog before={form.before} after={form.after} onClose={onClose} />
    case 'share':
      return <ShareDialog org={form.org} onClose={onClose} />
  }
}
