import { CommitmentDialog } from './CommitmentDialog.tsx'
import { EditCaseDialog } from './EditCaseDialog.tsx'
import { HandoverDialog } from '../relay/HandoverDialog.tsx'
import { IdentityDialog } from './IdentityDialog.tsx'
import { ShareDialog } from '../consent/ShareDialog.tsx'
import { NeedDialog } from './NeedDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import type { Form } from './situation.ts'

/** The form that is open. */
export const CaseDialogs = ({ form, onClose }: { readonly form: Form; readonly onClose: () => void }) => {
  switch (form.form) {
    case 'edit':
      return <EditCaseDialog onClose={onClose} />
    case 'need':
      return <NeedDialog need={form.need} kind={form.kind ?? ''} onClose={onClose} />
    case 'person':
      return <PersonDialog person={form.person} onClose={onClose} />
    case 'identity':
      return <IdentityDialog person={form.person} onClose={onClose} />
    case 'commitment':
      return <CommitmentDialog draft={form.draft} onClose={onClose} />
    case 'handover':
      return <HandoverDialog before={form.before} after={form.after} onClose={onClose} />
    case 'share':
      return <ShareDialog org={form.org} onClose={onClose} />
  }
}
