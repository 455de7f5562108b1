import { Button, ConfirmButton, Empty, ErrorNote, Name, Section, Time, useToast } from '../../components/index.ts'
import type { ShareRow } from '../../../contract.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Who can read which part, since when, and the way to end it. */
export const Sharing = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const orgs = [...new Set(view.shares.map((one) => one.org))]
  const share = (
    <Button kind="primary" onPress={() => open({ form: 'share', org: null })}>
      {t('case.share.title')}
    </Button>
  )
  return (
    <Section title={t('case.tab.sharing')} actions={rights.hold ? share : null}>
      <p className={styles.quiet}>{view.own ? t('case.sharing.lead') : t('case.sharing.lead_other', { org: view.ownerName })}</p>
      {orgs.length === 0 ? <Empty title={t('case.sharing.empty')} text={t('case.sharing.empty_why')} /> : null}
      <ul className={styles.rows}>
        {orgs.map((org) => (
          <li key={org}>
            <SharedWith shares={view.shares.filter((one) => one.org === org)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const SharedWith = ({ shares }: { readonly shares: readonly ShareRow[] }) => {
  const t = useT()
  const say = useToast()
  const { view, rights, open } = useSituation()
  const command = useCommand('revokeCase')
  const [first] = shares
  if (first === undefined) return null
  const revoke = async () => {
    const answer = await command.run({ space: view.file.space, org: first.org })
    if (answer.ok) say(t('case.revoke.done', { org: first.name }))
  }
  return (
    <>
      <span>
        <Name text={first.name} />
        <br />
        <span className={styles.quiet}>
          {shares.map((one, index) => (
            <span key={one.part}>
              {index === 0 ? '' : ' · '}
              {t(`case.share.${one.part}`)} <Time value={one.since} />
            </span>
          ))}
        </span>
      </span>
      {rights.hold ? (
        <span className={styles.does}>
          {shares.some((one) => one.part === 'identity') ? null : (
            <Button onPress={() => open({ form: 'share', org: first.org })}>{t('case.share.more')}</Button>
          )}
          <ConfirmButton
            label={t('case.revoke.do')}
            question={t('case.revoke.question', { org: first.name })}
            confirmLabel={t('case.revoke.confirm')}
            onConfirm={() => void revoke()}
          />
        </span>
      ) : null}
      <ErrorNote problem={command.problem} />
    </>
  )
}
