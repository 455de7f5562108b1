import type { PublicPageView } from '../../../contract.ts'
import {
  Button,
  ConfirmButton,
  Copyable,
  Empty,
  ErrorNote,
  Link,
  Loading,
  Name,
  Note,
  StateMark,
  Time,
  useToast,
} from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Network.module.css'

/** What our organisation says to everyone: seen before it is shown, and shown only when a steward says so. */
export const PublicPage = () => {
  const t = useT()
  const { value, problem, state } = useQuery('publicPage', {})
  return (
    <div className={styles.stack}>
      <p className={styles.measure}>{t('network.public.what')}</p>
      <ErrorNote problem={problem} />
      {state === 'loading' ? <Loading /> : null}
      {value === null ? null : <Shown view={value} />}
    </div>
  )
}

const Shown = ({ view }: { readonly view: PublicPageView }) => {
  const t = useT()
  const isSteward = useMay('steward')
  const isEmpty = view.services.length === 0
  return (
    <>
      {view.shownSince === null ? null : (
        <div className={styles.measure}>
          <Copyable text={view.address} label={t('network.public.address')} />
          <p className={styles.soft}>
            {t('network.public.since')} <Time value={view.shownSince} />
          </p>
        </div>
      )}
      {view.takenDown === null ? null : (
        <Note kind="danger" title={t('network.public.down')}>
          {t('network.public.down.means')} <Time value={view.takenDown} />
        </Note>
      )}
      {view.shownSince !== null && view.differs ? (
        <Note icon="pending" title={t('network.public.differs')}>
          {t('network.public.differs.do')}
        </Note>
      ) : null}
      {isEmpty ? (
        <Empty
          title={t('network.public.empty')}
          text={t('network.public.empty.why')}
          action={<Link to="/directory?own=1">{t('network.public.entries')}</Link>}
        />
      ) : (
        <Preview view={view} />
      )}
      {isSteward ? (
        <Actions view={view} />
      ) : (
        <p>
          <StateMark state="not_permitted" /> {t('network.public.stewardsOnly')}
        </p>
      )}
    </>
  )
}

const Preview = ({ view }: { readonly view: PublicPageView }) => {
  const t = useT()
  return (
    <div>
      <h3>{t('network.public.would')}</h3>
      <ul>
        {[...view.services, ...view.calls].map((name) => (
          <li key={name}>
            <Name text={name} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const Actions = ({ view }: { readonly view: PublicPageView }) => {
  const t = useT()
  const say = useToast()
  const publish = useCommand('publishPage')
  const takeDown = useCommand('takeDownPage')
  const show = async () => {
    const answer = await publish.run({})
    if (answer.ok) say(t('network.public.shown', { count: answer.value.services }))
  }
  return (
    <div className={styles.form}>
      <ErrorNote problem={publish.problem ?? takeDown.problem} />
      <div className={styles.buttons}>
        {view.shownSince === null ? null : (
          <ConfirmButton
            label={t('network.public.takeDown')}
            question={t('network.public.takeDown.question')}
            confirmLabel={t('network.public.takeDown')}
            onConfirm={() => void takeDown.run({})}
          />
        )}
        {view.services.length > 0 && (view.shownSince === null || view.differs) ? (
          <Button kind="primary" isBusy={publish.busy} onPress={() => void show()}>
            {t('network.public.publish')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
