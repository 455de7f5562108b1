import { Empty, Link, Page } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** An invitation was opened where someone is signed in already. One browser holds one member. */
export const AlreadyInPage = () => {
  const t = useT()
  return (
    <Page title={t('session.join')}>
      <Empty
        title={t('session.alreadyIn')}
        text={t('session.alreadyIn.do')}
        action={
          <Link to="/settings" kind="quiet">
            {t('frame.settings')}
          </Link>
        }
      />
    </Page>
  )
}
