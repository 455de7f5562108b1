import type { Analysis, Threat } from '@pergola/core/safety'
import { Checkbox, Select, TextField } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { ANALYSIS, RISK_COMPONENTS, THREAT_CHANGES, THREAT_KINDS, THREAT_PATTERNS } from './codes.ts'
import type { Lines } from './knownLines.ts'
import { linesOf } from './lines.ts'
import { More } from './More.tsx'
import styles from './safety.module.css'

const LONGEST_LINE = 500
const LONGEST_STEP = 20_000

/** What is known of one threat. */
export const ThreatFields = ({
  text,
  value,
  onChange,
}: {
  readonly text: string
  readonly value: Omit<Threat, 'text'>
  readonly onChange: (value: Omit<Threat, 'text'>) => void
}) => {
  const t = useT()
  const kinds = useVocabOptions('threat_kind', THREAT_KINDS)
  const patterns = useVocabOptions('threat_pattern', THREAT_PATTERNS)
  const changes = useVocabOptions('threat_change', THREAT_CHANGES)
  const none = t('safety.not_known')
  const line = (field: 'who' | 'why' | 'area') => (
    <TextField
      label={t(`safety.threat.${field}`)}
      value={value[field]}
      onChange={(next) => onChange({ ...value, [field]: next })}
      maxLength={LONGEST_LINE}
    />
  )
  return (
    <More summary={t('safety.about', { what: text })}>
      {line('who')}
      {line('why')}
      {line('area')}
      <Select
        label={t('safety.threat.kind')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Threat['kind'] })}
        options={kinds}
        placeholder={none}
      />
      <div className={styles.pair}>
        <Select
          label={t('safety.threat.pattern')}
          value={value.pattern}
          onChange={(pattern) => onChange({ ...value, pattern: pattern as Threat['pattern'] })}
          options={patterns}
          placeholder={none}
        />
        <Select
          label={t('safety.threat.change')}
          value={value.change}
          onChange={(change) => onChange({ ...value, change: change as Threat['change'] })}
          options={changes}
          placeholder={none}
        />
      </div>
      <Checkbox label={t('safety.threat.death')} value={value.death} onChange={(death) => onChange({ ...value, death })} />
    </More>
  )
}

/** To which part of the situation each line belongs. */
export const Components = ({ lines }: { readonly lines: Lines<string> }) => {
  const t = useT()
  const options = useVocabOptions('risk_component', RISK_COMPONENTS)
  return linesOf(lines.text).map((line, at) => (
    <More key={at} summary={t('safety.about', { what: line })}>
      <Select
        label={t('safety.component')}
        value={lines.known[line] ?? ''}
        onChange={(component) => lines.setKnown(line, component)}
        options={options}
        placeholder={t('safety.not_known')}
      />
    </More>
  ))
}

export const AnalysisFields = ({ value, onChange }: { readonly value: Analysis; readonly onChange: (value: Analysis) => void }) => {
  const t = useT()
  return (
    <More summary={t('safety.analysis')}>
      {ANALYSIS.map((step) => (
        <TextField
          key={step}
          label={t(`safety.analysis.${step}`)}
          description={t(`safety.analysis.${step}_why`)}
          value={value[step]}
          onChange={(text) => onChange({ ...value, [step]: text })}
          multiline
          maxLength={LONGEST_STEP}
        />
      ))}
    </More>
  )
}
