import { useEffect } from 'react'
import type { DirectoryFilter } from '../../../contract.ts'
import { Name } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { isKeptBack } from './ServiceList.tsx'
import styles from './directory.module.css'

/** More than anybody carries to a meeting. */
export const MOST_PRINTED = 500

/** The answers as a table on paper: the list on screen holds only what is in sight. Prints itself when it is there, then calls back. */
export const PrintedList = ({ filter, onPrinted }: { readonly filter: DirectoryFilter; readonly onPrinted: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const { value } = useQuery('directory', { filter, from: 0, count: MOST_PRINTED })
  const isReady = value !== null
  useEffect(() => {
    if (!isReady) return
    addEventListener('afterprint', onPrinted, { once: true })
    print()
    return () => removeEventListener('afterprint', onPrinted)
  }, [isReady, onPrinted])
  if (value === null) return null
  return (
    <div className={styles.printed}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('directory.service')}</th>
            <th scope="col">{t('directory.kind')}</th>
            <th scope="col">{t('directory.region')}</th>
            <th scope="col">{t('directory.checked')}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.map(({ service, providerName, stale }) => (
            <tr key={service.id}>
              <td>
                <strong>
                  <Name text={service.name} />
                </strong>
                <br />
                <Name text={providerName} />
                {isKeptBack(service) ? ` · ${vocab('visibility', service.visibility)}` : ''}
              </td>
              <td>{format.items((service.reach.kinds ?? []).map((kind) => vocab('support_type', kind)))}</td>
              <td>{format.items((service.reach.regions ?? []).map(placeName))}</td>
              <td>
                {service.checkedOn === null ? t('directory.never_checked') : format.day(service.checkedOn, 'short')}
                {stale ? ` (${t('directory.stale')})` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.total > value.rows.length ? <p>{t('directory.printed_first', { count: value.rows.length, total: value.total })}</p> : null}
    </div>
  )
}
