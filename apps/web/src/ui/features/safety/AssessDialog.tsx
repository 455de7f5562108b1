import { useState } from 'react'
import type { Step } from '@pergola/core/casework'
import type { Analysis, Aspect, Incident, Threat } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Checkbox, FormDialog, Note, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { useSituation } from '../case/situation.ts'
import { ANALYSIS } from './codes.ts'
import { useKnownLines, type Lines } from './knownLines.ts'
import { AnalysisFields, Components, ThreatFields } from './LineFields.tsx'
import { linesOf } from './lines.ts'
import { looksAt, type Looks } from './looks.ts'
import styles from './safety.module.css'

/** What a new look is at, and what it begins from: the last one, and the incident that made it necessary. */
export interface Start {
  /** Null: everyone in the case. */
  readonly person: string | null
  readonly incident: Incident | null
}

const NOTHING_KNOWN: Omit<Threat, 'text'> = { who: '', why: '', kind: '', pattern: '', change: '', area: '', death: false }
const NO_ANALYSIS: Analysis = { facts: '', pattern: '', objective: '', source: '', conclusion: '' }
const LONGEST_LINE = 500

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_LINE)

const startThreats = ({ last }: Looks, { incident }: Start): readonly Threat[] => {
  const before = last?.threats ?? []
  const text = incident === null ? '' : firstLine(incident.text)
  if (incident === null || before.some((one) => one.text === text)) return before
  return [...before, { ...NOTHING_KNOWN, text, who: firstLine(incident.attacker), why: firstLine(incident.motive), change: 'more' }]
}

const knownOf = ({ who, why, kind, pattern, change, area, death }: Threat): Omit<Threat, 'text'> => ({
  who,
  why,
  kind,
  pattern,
  change,
  area,
  death,
})

const aspectsOf = ({ text, known }: Lines<string>): readonly Aspect[] =>
  linesOf(text).map((line) => ({ text: line, component: known[line] ?? '' }))

/** A new look at the risk. It starts from the last one, which stays in the history. */
export const AssessDialog = ({
  safety,
  start,
  onClose,
}: {
  readonly safety: SafetyView
  readonly start: Start
  readonly onClose: () => void
}) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const choices = useChoices()
  const command = useCommand('assessRisk')
  const looks = looksAt(safety, start.person)
  const { last } = looks
  const [probability, setProbability] = useState<string>(last?.probability ?? 'medium')
  const [impact, setImpact] = useState<string>(last?.impact ?? 'medium')
  const [deathThreat, setDeathThreat] = useState(last?.deathThreat ?? false)
  const [over, setOver] = useState('')
  const threats = useKnownLines(startThreats(looks, start), knownOf)
  const vulnerabilities = useKnownLines(last?.vulnerabilities ?? [], ({ component }) => component)
  const capacities = useKnownLines(last?.capacities ?? [], ({ component }) => component)
  const [analysis, setAnalysis] = useState<Analysis>(last?.analysis ?? NO_ANALYSIS)
  const declared = deathThreat || Object.values(threats.known).some(({ death }) => death)
  const save = async () => {
    const assessment = {
      person: start.person,
      probability: probability as Step,
      impact: impact as Step,
      deathThreat,
      deathThreatOver: declared ? '' : over.trim(),
      threats: linesOf(threats.text).map((text) => ({ ...NOTHING_KNOWN, ...threats.known[text], text })),
      vulnerabilities: aspectsOf(vulnerabilities),
      capacities: aspectsOf(capacities),
      analysis: ANALYSIS.every((step) => analysis[step].trim() === '') ? null : analysis,
    }
    if ((await command.run({ space: view.file.space, assessment })).ok) onClose()
  }
  return (
    <FormDialog
      title={start.person === null ? t('case.risk.add') : t('safety.assess_of', { who: nameOf(start.person) })}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete
      size="wide"
    >
      <TextField
        label={t('case.risk.threats')}
        description={t('case.risk.a_line_each')}
        value={threats.text}
        onChange={threats.setText}
        multiline
      />
      {linesOf(threats.text).map((line, at) => (
        <ThreatFields
          key={at}
          text={line}
          value={threats.known[line] ?? NOTHING_KNOWN}
          onChange={(value) => threats.setKnown(line, value)}
        />
      ))}
      <AspectFields list="vulnerabilities" lines={vulnerabilities} />
      <AspectFields list="capacities" lines={capacities} />
      <div className={styles.pair}>
        <Select label={t('case.risk.probability')} value={probability} onChange={setProbability} options={choices.steps} isRequired />
        <Select label={t('case.risk.impact')} value={impact} onChange={setImpact} options={choices.steps} isRequired />
      </div>
      <Checkbox
        label={t('case.risk.death_threat')}
        description={t('case.risk.death_threat_why')}
        value={deathThreat}
        onChange={setDeathThreat}
      />
      {looks.threatStands && !declared ? <ThreatOver value={over} onChange={setOver} /> : null}
      <AnalysisFields value={analysis} onChange={setAnalysis} />
    </FormDialog>
  )
}

const AspectFields = ({ list, lines }: { readonly list: 'vulnerabilities' | 'capacities'; readonly lines: Lines<string> }) => {
  const t = useT()
  return (
    <>
      <TextField
        label={t(`case.risk.${list}`)}
        description={t(`case.risk.${list}_why`)}
        value={lines.text}
        onChange={lines.setText}
        multiline
      />
      <Components lines={lines} />
    </>
  )
}

/** Declared earlier and not now: it stands until there is a reason. */
const ThreatOver = ({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) => {
  const t = useT()
  return (
    <>
      <Note icon="warning" title={t('safety.threat_stays')} />
      <TextField
        label={t('safety.threat_over')}
        description={t('safety.threat_over_why')}
        value={value}
        onChange={onChange}
        maxLength={LONGEST_LINE}
      />
    </>
  )
}
