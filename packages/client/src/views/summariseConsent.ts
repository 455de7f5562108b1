/** What lists and Today need to know of consent. */
import { sharesFileOnTakeUp, type CaseFile, type Instant } from '@pergola/core/casework'
import { lapses, lapsesOfPromises, readNotice, readShares } from '@pergola/core/consent'
import type { Doc } from '@pergola/core/record'
import { readVouchesAsked } from '@pergola/core/verification'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { CaseSummary, NoticeSummary } from './summary.ts'

export const lapsesIn = (file: CaseFile, doc: Doc): Pick<CaseSummary, 'lapses' | 'promises'> => {
  const found = lapses(file, readShares(doc), readVouchesAsked(doc))
  const promised = file.referrals.filter(({ id }) => sharesFileOnTakeUp(doc, id))
  const promises = lapsesOfPromises(file, promised)
  return { ...(found.length === 0 ? {} : { lapses: found }), ...(promises.length === 0 ? {} : { promises }) }
}

const NOBODY = '' as OrgId

/** A notice whose first record has not arrived is to nobody. */
export const summariseNotice = (space: SpaceId, doc: Doc, founder: OrgId | null): NoticeSummary => {
  const notice = readNotice(space, doc)
  if (notice === null) {
    const nothing = { toOrg: NOBODY, caseSpace: space, spaces: [], pseudonym: '', at: 0 as Instant }
    return { kind: 'notice', fromOrg: founder ?? NOBODY, ...nothing, confirmed: [], copies: false }
  }
  const { fromOrg, toOrg, caseSpace, spaces, pseudonym, at, confirmed, copies, ended } = notice
  const said = {
    confirmed: confirmed.map(({ device }) => device),
    copies: copies !== null,
    ...(ended.length === 0 ? {} : { tellsEnded: true as const }),
  }
  return { kind: 'notice', fromOrg, toOrg, caseSpace, spaces, pseudonym, at, ...said }
}
