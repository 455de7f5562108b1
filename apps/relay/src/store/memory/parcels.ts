import { hex } from '@pergola/protocol'
import type { ParcelStore } from '../store.ts'
import type { Tables } from './tables.ts'

export const memoryParcels = (tables: Tables): ParcelStore => ({
  parcel: async (parcel) => tables.parcels.get(hex(parcel)) ?? null,
  putParcel: async (row) => {
    if (tables.full) return 'full'
    tables.parcels.set(hex(row.parcel), row)
    return 'done'
  },
  parcelsDue: async (time) => [...tables.parcels.values()].filter(({ blob, due }) => blob !== null && due <= time),
  dropParcelsBefore: async (expires) => {
    const gone = [...tables.parcels].filter(([, row]) => row.expires < expires)
    for (const [parcel] of gone) tables.parcels.delete(parcel)
    return gone.length
  },
})
