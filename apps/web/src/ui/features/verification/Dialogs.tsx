import { AppealDialog } from './AppealDialog.tsx'
import type { Form } from './context.ts'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { OpinionDialog } from './OpinionDialog.tsx'
import { RouteDialog } from './RouteDialog.tsx'
import { TestDialog } from './TestDialog.tsx'
import { VouchDialog } from './VouchDialog.tsx'
import { WorkDialog } from './WorkDialog.tsx'

/** The form that is open. */
export const Dialogs = ({ form, onClose }: { readonly form: Form; readonly onClose: () => void }) => {
  switch (form.form) {
    case 'work':
      return <WorkDialog onClose={onClose} />
    case 'test':
      return <TestDialog test={form.test} onClose={onClose} />
    case 'evidence':
      return <EvidenceDialog id={form.id} onClose={onClose} />
    case 'opinion':
      return <OpinionDialog onClose={onClose} />
    case 'appeal':
      return <AppealDialog onClose={onClose} />
    case 'route':
      return <RouteDialog to={form.to} onClose={onClose} />
    case 'vouch':
      return <VouchDialog onClose={onClose} />
  }
}
