import { Empty } from '../components/Empty.tsx'
import { Link } from '../components/Link.tsx'
import { Page } from '../components/Page.tsx'
import { useT } from '../i18n/index.ts'

export const NotFound = () => {
  const t = useT()
  return (
    <Page title={t('frame.notFound')}>
      <Empty
        title={t('frame.notFound.what')}
        text={t('frame.notFound.do')}
        action={
          <Link to="/today" kind="primary">
            {t('frame.goTo', { place: t('frame.today') })}
          </Link>
        }
      />
    </Page>
  )
}
