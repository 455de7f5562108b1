import type { CoverRow } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Name, Section, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './moving.module.css'

/** After a case moved: cover of others that is open here until they say that they go on; one press for who is asked. */
export const AskedCover = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const { value: moving, problem } = useQuery('moving', { space: view.file.space })
  const shown = (moving?.cover ?? []).filter(({ ours }) => ours || rights.hold)
  if (shown.length === 0) return <ErrorNote problem={problem} />
  return (
    <Section title={t('moving.cover.title')}>
      <p className={styles.quiet}>{t('moving.cover.lead')}</p>
      <ul className={styles.asked}>
        {shown.map((cover) => (
          <li key={cover.id}>
            <Asked cover={cover} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Asked = ({ cover }: { readonly cover: CoverRow }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      <p>
        <Name text={cover.name} /> · {vocab('support_type', cover.needKind)} ·{' '}
        {t('case.span', { from: format.day(cover.from, 'short'), to: format.day(cover.to, 'short') })}
        {cover.wasCalled === '' ? null : (
          <>
            {' · '}
            {t('moving.cover.was', { who: cover.wasCalled })}
          </>
        )}
      </p>
      {cover.ours ? <Answer cover={cover} /> : <Waits cover={cover} />}
    </>
  )
}

/** For the organisation that is asked. */
const Answer = ({ cover }: { readonly cover: CoverRow }) => {
  const t = useT()
  const say = useToast()
  const { view, rights } = useSituation()
  const command = useCommand('answerCover')
  const answer = async (yes: boolean): Promise<void> => {
    const answered = await command.run({ space: view.file.space, id: cover.id, yes })
    if (answered.ok) say(t(yes ? 'moving.cover.goes_on' : 'moving.cover.ended'))
  }
  if (!rights.write) return null
  return (
    <div className={styles.does}>
      <Button kind="primary" isBusy={command.busy} onPress={() => void answer(true)}>
        {t('moving.cover.yes')}
      </Button>
      <ConfirmButton
        kind="quiet"
        label={t('moving.cover.no')}
        question={t('moving.cover.no_question')}
        confirmLabel={t('moving.cover.no_do')}
        onConfirm={() => void answer(false)}
      />
      <ErrorNote problem={command.problem} />
    </div>
  )
}

/** For who holds the case: whoever does not read it yet cannot answer. */
const Waits = ({ cover }: { readonly cover: CoverRow }) => {
  const t = useT()
  const { view, open } = useSituation()
  const command = useCommand('dropCover')
  return (
    <>
      <p className={styles.quiet}>{t(cover.reads ? 'moving.cover.waits' : 'moving.cover.cannot')}</p>
      <div className={styles.does}>
        {cover.reads ? null : <Button onPress={() => open({ form: 'share', org: cover.org })}>{t('moving.cover.share')}</Button>}
        <ConfirmButton
          kind="quiet"
          label={t('moving.cover.drop')}
          question={t('moving.cover.drop_question', { org: cover.name })}
          confirmLabel={t('moving.cover.drop_do')}
          onConfirm={() => void command.run({ space: view.file.space, id: cover.id })}
        />
      </div>
      <ErrorNote problem={command.problem} />
    </>
  )
}
