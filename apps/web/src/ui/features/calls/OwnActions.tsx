import { Button, ConfirmButton, ErrorNote } from '../../components/index.ts'
import type { Command } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

export interface OwnActionsProps {
  readonly id: string
  readonly title: string
  readonly remove: Pick<Command<'removeCall'>, 'run' | 'problem'>
  readonly onEdit: () => void
}

/** What one may do with what one's own organisation announced. */
export const OwnActions = ({ id, title, remove, onEdit }: OwnActionsProps) => {
  const t = useT()
  return (
    <>
      <Button kind="bare" onPress={onEdit}>
        {t('case.edit.do')}
      </Button>
      <ConfirmButton
        kind="bare"
        label={t('calls.remove')}
        question={t('calls.remove_question', { title })}
        confirmLabel={t('calls.remove')}
        onConfirm={() => void remove.run({ id })}
      />
      <ErrorNote problem={remove.problem} />
    </>
  )
}
