import { useLocation } from 'wouter'
import { Button } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from './situation.ts'

export const CaseActions = () => {
  const t = useT()
  const { rights, open, view } = useSituation()
  const [, go] = useLocation()
  return (
    <>
      <Button icon="print" onPress={() => print()}>
        {t('case.print')}
      </Button>
      {rights.hold ? (
        <Button icon="link" onPress={() => open({ form: 'share', org: null })}>
          {t('case.share.title')}
        </Button>
      ) : null}
      {rights.hold ? (
        <Button icon="sent" onPress={() => go(`/cases/${view.file.space}/give-out`)}>
          {t('giveout.title')}
        </Button>
      ) : null}
      {rights.write ? <Button onPress={() => open({ form: 'edit' })}>{t('case.edit.do')}</Button> : null}
    </>
  )
}
