import { useCallback } from 'react'
import type { Change } from '@pergola/core/casework'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

/** A change as a sentence, as it is shown and as it goes into the note to the others. */
export const useChangeWords = (): ((change: Change) => string) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view } = useSituation()
  return useCallback(
    (change) => {
      const org = (id: string) => view.organisations.find((one) => one.org === id)?.name ?? ''
      const kind = (id: string | undefined) => vocab('support_type', view.file.needs.find((one) => one.id === id)?.kind ?? 'other')
      const bar = 'commitment' in change ? view.file.commitments.find(({ id }) => id === change.commitment) : undefined
      const whose = { org: org(bar?.org ?? ''), kind: kind(bar?.need) }
      switch (change.type) {
        case 'move':
          return t('relay.change.move', { ...whose, from: format.day(change.from), to: format.day(change.to) })
        case 'end':
          return t('relay.change.end', whose)
        case 'leave':
          return t('relay.change.leave', { org: org(change.org), from: format.day(change.from) })
        case 'add':
          return t('relay.change.add', {
            org: org(change.org),
            kind: kind(change.need),
            from: format.day(change.from),
            to: format.day(change.to),
          })
      }
    },
    [t, format, vocab, view],
  )
}
