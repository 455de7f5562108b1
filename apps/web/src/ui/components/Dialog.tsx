import { type ReactNode, createContext, use } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { steady } from './steady.tsx'
import styles from './Dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot, the one to press last. */
  readonly actions?: ReactNode
  /** For a question that must be answered: no way out by pressing beside it. */
  readonly isAlert?: boolean
  readonly size?: 'narrow' | 'wide'
}

type Content = Pick<DialogProps, 'children' | 'actions'>

const ContentContext = createContext<Content>({ children: null })

/** What stands in it comes by a context: the sheet around it, with all that keeps the focus inside, stays as it is while one types. */
export const Dialog = ({ children, actions, ...sheet }: DialogProps) => (
  <ContentContext value={{ children, actions }}>
    <Sheet {...sheet} />
  </ContentContext>
)

const Sheet = steady('onClose', ({ title, isOpen, onClose, isAlert = false, size = 'narrow' }: Omit<DialogProps, keyof Content>) => {
  const t = useT()
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={isOpen}
      isDismissable={!isAlert}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className={`${styles.sheet} ${styles[size]}`}>
        <AriaDialog ref={sayModal} className={styles.dialog ?? ''} role={isAlert ? 'alertdialog' : 'dialog'}>
          <header className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button kind="bare" icon="close" label={t('components.close')} onPress={onClose} />
          </header>
          <Inside />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
})

const Inside = () => {
  const { children, actions } = use(ContentContext)
  return (
    <>
      <div className={styles.body}>{children}</div>
      {actions === undefined ? null : <footer className={styles.foot}>{actions}</footer>}
    </>
  )
}

/** The library hides the rest of the page itself; this says the same to tools that look for the attribute. */
const sayModal = (dialog: HTMLElement | null): void => dialog?.setAttribute('aria-modal', 'true')
