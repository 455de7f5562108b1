/** Giving a case out: as a package for another Pergola, or as a document to print, hand in or send as a letter. And reading one in. */
import type { LeftOut, NotTaken, Section } from '@pergola/core/casepackage'
import type { CaseFile, Day, Identity, Phase, Step } from '@pergola/core/casework'
import type { Closing, Task } from '@pergola/core/caselife'
import type { MedicalPart } from '@pergola/core/care'
import type { Paper, Tie } from '@pergola/core/household'
import type { Incident, Plan, PlanStep } from '@pergola/core/safety'
import type { Verification } from '@pergola/core/verification'
import type { Counted } from '@pergola/core/statistics'
import type { ConsentPart, ConsentScope } from '@pergola/core/vocabulary'
import type { OrgId, SpaceId } from '@pergola/protocol'

export type { LeftOut, NotTaken, Section } from '@pergola/core/casepackage'

/** What is done with it: each rests on consent of its own. */
export type GiveOutAct = 'export' | 'submission' | 'appeal'

/** To whom, on the ground of which consent, and which parts. */
export interface GiveOutAsk {
  readonly act: GiveOutAct
  readonly scope: ConsentScope
  /** Whom it is for: an organisation of the network, or somebody by name. */
  readonly org: OrgId | null
  readonly recipient: string
  readonly sections: readonly Section[]
}

export interface SectionOffer {
  readonly section: Section
  readonly part: ConsentPart
  /** Records in it. */
  readonly count: number
  /** Everyone in the file has agreed to it, for this. */
  readonly allowed: boolean
  /** Labels of those who have not. */
  readonly missing: readonly string[]
  /** It can be read on this device. */
  readonly readable: boolean
}

export interface GiveOutDraft {
  readonly sections: readonly SectionOffer[]
  readonly files: number
  readonly fileBytes: number
}

/** Everything that a document says, and nothing that it does not: composed behind the gate. */
export interface CaseDocument {
  readonly act: GiveOutAct
  readonly from: string
  readonly to: string
  readonly scope: ConsentScope
  readonly made: number
  readonly sections: readonly Section[]
  readonly left: readonly LeftOut[]
  readonly file: CaseFile
  readonly riskLevel: Step | null
  readonly phases: readonly Phase[]
  readonly closings: readonly Closing[]
  readonly ties: readonly Tie[]
  /** By decision. */
  readonly words: Readonly<Record<string, string>>
  readonly plan: Plan | null
  readonly steps: readonly PlanStep[]
  readonly incidents: readonly Incident[]
  readonly verification: Verification | null
  readonly tasks: readonly Task[]
  readonly identities: readonly Identity[]
  readonly papers: readonly Paper[]
  readonly medical: MedicalPart | null
  readonly organisations: Readonly<Record<string, string>>
}

export interface CasePackageFile {
  readonly name: string
  readonly content: Uint8Array
  /** Generated, told once; null where it is encrypted to keys. */
  readonly passphrase: string | null
  /** To compare with what the reader sees. */
  readonly mark: string
  readonly sections: readonly Section[]
  readonly left: readonly LeftOut[]
}

export interface CaseImportPreview {
  readonly id: string
  readonly mark: string
  readonly from: string
  readonly to: string
  /** Unix ms. */
  readonly made: number
  readonly pseudonym: string
  readonly summary: string
  readonly country: string
  readonly sections: readonly { readonly section: Section; readonly count: number }[]
  readonly left: readonly LeftOut[]
  readonly people: readonly string[]
  readonly needs: readonly { readonly kind: string; readonly from: Day; readonly to: Day }[]
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  readonly notTaken: readonly NotTaken[]
  readonly malformed: number
  readonly consentsEnded: number
  /** The same package was read in before; the case that it became. */
  readonly samePackage: { readonly space: SpaceId; readonly pseudonym: string } | null
  /** Another package of the same case was, or the case itself is here. */
  readonly sameCase: { readonly space: SpaceId; readonly pseudonym: string } | null
  /** A case of that name is here. */
  readonly sameName: boolean
}

/** Figures over cases of ours whose people agreed to be counted. */
export interface StatisticsView extends Counted {
  readonly scope: 'statistics' | 'research'
  /** Those that were left out because somebody has not agreed. */
  readonly left: number
}

export interface CasePackageQueries {
  giveOutDraft: { args: { space: SpaceId } & Omit<GiveOutAsk, 'sections'>; value: GiveOutDraft }
  /** What the opened package would become. */
  caseImport: { args: { id: string }; value: CaseImportPreview }
}

export interface CasePackageCommands {
  /** Encrypted to these keys (`age1…`), or without any under a passphrase that is made now. */
  exportCase: { args: { space: SpaceId; recipients: readonly string[] } & GiveOutAsk; value: CasePackageFile }
  /** The document itself: what is shown, printed or saved is what passed the gate. */
  composeDocument: { args: { space: SpaceId } & GiveOutAsk; value: CaseDocument }
  /** Opens a package and keeps it in memory. Nothing is written. `secret`: the passphrase, or an `AGE-SECRET-KEY-…`. */
  openCasePackage: { args: { content: Uint8Array; secret: string }; value: { readonly id: string } }
  /** A new case of ours. `again`: although the same package was read in before. */
  importCase: { args: { id: string; pseudonym: string; again: boolean }; value: { readonly space: SpaceId } }
  /** For ourselves. Opens every case of ours: progress `statistics`. */
  countCases: { args: { scope: StatisticsView['scope'] }; value: StatisticsView }
  /** As a table for somebody, written down in every case that is counted. */
  exportStatistics: {
    args: { scope: StatisticsView['scope']; recipient: string }
    value: { readonly name: string; readonly content: Uint8Array; readonly figures: StatisticsView }
  }
  closeCaseImport: { args: Record<never, never>; value: null }
}
