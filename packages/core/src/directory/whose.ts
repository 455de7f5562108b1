/** Whose an entry is: the one place that says what "ours" means. */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import type { Service } from './model.ts'

/**
 * The organisation keeps the record: it is asked whether all is still true, and settles what others say is not so. What was read
 * from a published list is kept by nobody in particular.
 */
export const isKeptBy = (id: RecordId, org: OrgId): boolean => ownerOf(id) === org

/** The record is the organisation's, and it speaks of the organisation itself: what it offers, not what it knows of others. */
export const isOfferedBy = (service: Pick<Service, 'id' | 'org'>, org: OrgId): boolean => isKeptBy(service.id, org) && service.org === org
