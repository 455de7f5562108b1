import { useState } from 'react'
import type { RiskAssessment, Step } from '@pergola/core/casework'
import { Checkbox, FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A new look at the risk. It starts from the last one, which stays in the history. */
export const RiskDialog = ({ last, onClose }: { readonly last: RiskAssessment | undefined; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const choices = useChoices()
  const command = useCommand('assessRisk')
  const [probability, setProbability] = useState<string>(last?.probability ?? 'medium')
  const [impact, setImpact] = useState<string>(last?.impact ?? 'medium')
  const [deathThreat, setDeathThreat] = useState(last?.deathThreat ?? false)
  const [threats, setThreats] = useState(last?.threats.join('\n') ?? '')
  const [vulnerabilities, setVulnerabilities] = useState(last?.vulnerabilities.join('\n') ?? '')
  const [capacities, setCapacities] = useState(last?.capacities.join('\n') ?? '')
  const save = async () => {
    const assessment = {
      probability: probability as Step,
      impact: impact as Step,
      deathThreat,
      threats: linesOf(threats),
      vulnerabilities: linesOf(vulnerabilities),
      capacities: linesOf(capacities),
    }
    if ((await command.run({ space: view.file.space, assessment })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('case.risk.add')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete
    >
      <TextField label={t('case.risk.threats')} description={t('case.risk.a_line_each')} value={threats} onChange={setThreats} multiline />
      <TextField
        label={t('case.risk.vulnerabilities')}
        description={t('case.risk.vulnerabilities_why')}
        value={vulnerabilities}
        onChange={setVulnerabilities}
        multiline
      />
      <TextField
        label={t('case.risk.capacities')}
        description={t('case.risk.capacities_why')}
        value={capacities}
        onChange={setCapacities}
        multiline
      />
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
    </FormDialog>
  )
}
