import { useState } from 'react'
import type { HandoverSide } from '../../../contract.ts'
import { Button, Checkbox, Dialog, ErrorNote, Icon, Loading, Name, TextField, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './relay.module.css'

interface Link {
  readonly before: string
  readonly after: string
}

/** Who hands over to whom, what each goes through before, and who has said yes. */
export const HandoverDialog = ({ before, after, onClose }: Link & { readonly onClose: () => void }) => {
  const t = useT()
  const format = useFormat()
  const say = useToast()
  const { view, rights } = useSituation()
  const { space } = view.file
  const found = useQuery('handover', { space, before, after })
  const command = useCommand('agreeHandover')
  const handover = found.value
  const ours = handover === null ? null : ([handover.gives, handover.takes].find((side) => side.mine && !side.agreed) ?? null)
  const agree = async () => {
    if (!(await command.run({ space, before, after })).ok) return
    say(t('case.handover.agreed_toast'))
    onClose()
  }
  return (
    <Dialog
      title={t('case.handover.title')}
      isOpen
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('components.close')}</Button>
          {ours !== null && rights.write ? (
            <Button kind="primary" onPress={() => void agree()} isBusy={command.busy}>
              {t('case.handover.agree')}
            </Button>
          ) : null}
        </>
      }
    >
      {handover === null ? (
        found.state === 'loading' ? (
          <Loading />
        ) : (
          <ErrorNote problem={found.problem} />
        )
      ) : (
        <div className={styles.handover}>
          <p>{t('case.handover.what', { before: handover.gives.name, after: handover.takes.name, on: format.day(handover.on) })}</p>
          <div className={styles.sides}>
            <Side side={handover.gives} which="gives" link={{ before, after }} until={handover.until} />
            <Side side={handover.takes} which="takes" link={{ before, after }} until={handover.on} />
          </div>
          {ours === null ? null : <p className={styles.quiet}>{t('relay.handover.open_is_shown')}</p>}
          <ErrorNote problem={command.problem} />
        </div>
      )}
    </Dialog>
  )
}

interface SideProps {
  readonly side: HandoverSide
  readonly which: 'gives' | 'takes'
  readonly link: Link
  readonly until: string
}

const Side = ({ side, which, link, until }: SideProps) => {
  const t = useT()
  const format = useFormat()
  const { view, rights } = useSituation()
  const tick = useCommand('tickHandover')
  const mayTick = side.mine && rights.write
  const open = side.items.filter(({ ticked }) => !ticked).length
  const label = (item: string, written: boolean) => (written ? item : t(`vocab.handover_${which}.${item}`))
  return (
    <section className={styles.side}>
      <h3>
        <Name text={side.name} />
      </h3>
      <p className={side.agreed ? styles.yes : styles.quiet}>
        {t(side.agreed ? 'case.handover.yes' : 'case.handover.not_yet', { day: format.day(until) })}
        {' · '}
        {t('relay.handover.open', { open })}
      </p>
      <ul className={styles.list}>
        {side.items.map(({ item, written, ticked }) => (
          <li key={item}>
            {mayTick ? (
              <Checkbox
                label={label(item, written)}
                value={ticked}
                onChange={(value) => void tick.run({ space: view.file.space, ...link, item, ticked: value })}
              />
            ) : (
              <Ticked ticked={ticked} label={label(item, written)} />
            )}
          </li>
        ))}
      </ul>
      {mayTick ? <AddItem link={link} items={side.items} /> : null}
      <ErrorNote problem={tick.problem} />
    </section>
  )
}

/** What the other side has done, to read. */
const Ticked = ({ ticked, label }: { readonly ticked: boolean; readonly label: string }) => {
  const t = useT()
  return (
    <span className={styles.ticked}>
      {ticked ? <Icon name="check" size={16} /> : <span className={styles.unticked} aria-hidden="true" />}
      <span>
        <Name text={label} /> <span className={styles.hidden}>{t(ticked ? 'relay.handover.done' : 'relay.handover.not_done')}</span>
      </span>
    </span>
  )
}

const AddItem = ({ link, items }: { readonly link: Link; readonly items: HandoverSide['items'] }) => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('listHandover')
  const [item, setItem] = useState('')
  const change = async (text: string, listed: boolean) => {
    if ((await command.run({ space: view.file.space, ...link, item: text, listed })).ok && listed) setItem('')
  }
  return (
    <div className={styles.add}>
      <TextField label={t('relay.handover.more')} value={item} onChange={setItem} maxLength={120} />
      <Button onPress={() => void change(item.trim(), true)} isDisabled={item.trim() === ''} isBusy={command.busy}>
        {t('relay.handover.add')}
      </Button>
      {items
        .filter(({ written }) => written)
        .map(({ item: written }) => (
          <Button key={written} kind="bare" icon="close" onPress={() => void change(written, false)}>
            {t('relay.handover.take_out', { item: written })}
          </Button>
        ))}
      <ErrorNote problem={command.problem} />
    </div>
  )
}
