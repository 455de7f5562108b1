import { Suspense, lazy, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../components/index.ts'
import { useMayInNetwork } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }))

/** In and out of the directory, for the head of its page. */
export const ExchangeActions = () => {
  const t = useT()
  const [, go] = useLocation()
  const mayWrite = useMayInNetwork('contributor')
  const [exporting, setExporting] = useState(false)
  return (
    <>
      {mayWrite ? <Button onPress={() => go('/directory/import')}>{t('exchange.import')}</Button> : null}
      <Button onPress={() => setExporting(true)}>{t('exchange.export')}</Button>
      {exporting ? (
        <Suspense>
          <ExportDialog onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
