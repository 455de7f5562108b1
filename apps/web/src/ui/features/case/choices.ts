/** Lists to choose from, in the reader's language. */
import { useCallback, useMemo } from 'react'
import type { CaseStatus, Step, Urgency } from '@pergola/core/casework'
import type { Option } from '../../components/index.ts'
import { useCountryOptions, useFormat, useLanguageOptions, useT } from '../../i18n/index.ts'

export const URGENCIES: readonly Urgency[] = ['hours', 'days', 'weeks', 'months']
export const STATUSES: readonly CaseStatus[] = ['checking', 'open', 'resting', 'closed']
export const STEPS: readonly Step[] = ['very_low', 'low', 'medium', 'high', 'very_high']

export const KINDS: readonly string[] = [
  'security.physical',
  'security.digital',
  'security.communications',
  'security.capacity',
  'security.transport',
  'security.accompaniment',
  'legal.defence',
  'legal.trial_monitoring',
  'legal.prison_visit',
  'legal.immigration',
  'medical',
  'psychosocial',
  'humanitarian.living',
  'humanitarian.family',
  'humanitarian.bail_fines',
  'relocation.internal',
  'relocation.regional',
  'relocation.international',
  'relocation.office',
  'relocation.return',
  'visa',
  'resettlement',
  'fellowship',
  'equipment',
  'organisational',
  'advocacy.urgent_appeal',
  'advocacy.diplomatic',
  'advocacy.un',
  'advocacy.monitoring',
  'visibility',
  'helpline',
  'digital.helpdesk',
  'other',
]

export const SCOPES: readonly string[] = [
  'record',
  'share_network',
  'referral',
  'share_named_org',
  'contact_family',
  'un_government',
  'un_public',
  'reprisals_report',
  'appeal_anonymous',
  'appeal_named',
  'media',
  'diplomatic',
  'statistics',
  'research',
]

const RELATIONS: readonly string[] = ['child', 'partner', 'parent', 'sibling', 'relative', 'colleague', 'other']

/** UN M49 regions, wide enough not to point at anyone. */
export const REGIONS: readonly string[] = [
  '001',
  '002',
  '015',
  '202',
  '014',
  '017',
  '018',
  '011',
  '019',
  '419',
  '029',
  '013',
  '005',
  '021',
  '142',
  '143',
  '030',
  '035',
  '034',
  '145',
  '150',
  '151',
  '154',
  '039',
  '155',
  '009',
  '053',
  '054',
  '057',
  '061',
]

export interface Choices {
  readonly urgencies: readonly Option[]
  readonly statuses: readonly Option[]
  readonly steps: readonly Option[]
  readonly kinds: readonly Option[]
  readonly scopes: readonly Option[]
  readonly relations: readonly Option[]
  readonly countries: readonly Option[]
  readonly regions: readonly Option[]
  readonly languages: readonly Option[]
}

export const useChoices = (): Choices => {
  const t = useT()
  const countries = useCountryOptions()
  const languages = useLanguageOptions()
  return useMemo(() => {
    const listed = (list: string, codes: readonly string[]): readonly Option[] =>
      codes.map((id) => ({ id, label: t(`vocab.${list}.${id}`) }))
    return {
      urgencies: listed('urgency', URGENCIES),
      statuses: listed('case_status', STATUSES),
      steps: listed('risk_level', STEPS),
      kinds: listed('support_type', KINDS),
      scopes: listed('consent_scope', SCOPES),
      relations: listed('relation', RELATIONS),
      regions: listed('region', REGIONS),
      countries,
      languages,
    }
  }, [t, countries, languages])
}

/** Name of a country or a region, by its code. */
export const usePlaceName = (): ((code: string) => string) => {
  const t = useT()
  const format = useFormat()
  return useCallback(
    (code) => (/^\d{3}$/.test(code) && REGIONS.includes(code) ? t(`vocab.region.${code}`) : format.place(code)),
    [t, format],
  )
}
