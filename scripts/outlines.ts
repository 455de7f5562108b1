/**
 * Draws the outlines of the countries once, so that the page carries no map library and asks no tile server:
 * `node scripts/outlines.ts` writes `apps/web/src/ui/components/map/outlines.json`.
 *
 * Source: Natural Earth (public domain) as `world-atlas` packs it, 1:110 million; countries too small for that scale are dots at
 * the centre of their 1:50 million outline. Projection: Equal Earth (Šavrič, Patterson, Jenny 2018), which keeps areas true.
 * Antarctica is left out. Parts that Natural Earth draws apart without a code of their own go to the country whose code they have
 * in ISO 3166-1. Outlines say nothing about the status of any territory.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { geoEqualEarth, geoPath, type GeoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { LETTERS } from './outlines/codes.ts'

type Country = Feature<Polygon | MultiPolygon, { readonly name: string }>
type Box = readonly [left: number, top: number, right: number, bottom: number]

const WIDTH = 960
const UNCODED: Readonly<Record<string, string>> = { Kosovo: 'XK', Somaliland: 'SO', 'N. Cyprus': 'CY' }
const OUT = join(import.meta.dirname, '../apps/web/src/ui/components/map/outlines.json')

const codeOf = ({ id, properties }: Country): string | null =>
  (id === undefined ? UNCODED[properties.name] : LETTERS.get(String(id).padStart(3, '0'))) ?? null

const countriesAt = (scale: '110m' | '50m'): readonly Country[] => {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`)
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ countries: GeometryCollection<{ name: string }> }>
  const { features } = feature(topology, topology.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>
  return features.filter((country) => codeOf(country) !== 'AQ')
}

/** The largest part, so that a country's place is not pulled overseas. */
const mainPart = ({ geometry }: Country, path: GeoPath): Polygon => {
  if (geometry.type === 'Polygon') return geometry
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
  return parts.reduce((largest, part) => (path.area(part) > path.area(largest) ? part : largest))
}

const whole = (value: number): number => Math.round(value * 10) / 10

const draw = (): unknown => {
  const large = countriesAt('110m')
  const all: FeatureCollection = { type: 'FeatureCollection', features: [...large] }
  const projection = geoEqualEarth().fitWidth(WIDTH, all)
  const path = geoPath(projection).digits(1)
  const shapes: Record<string, string> = {}
  const boxes: Record<string, Box> = {}
  for (const country of large) {
    const code = codeOf(country)
    if (code === null) continue
    shapes[code] = (shapes[code] ?? '') + (path(country) ?? '')
    const [[left, top], [right, bottom]] = path.bounds(mainPart(country, path))
    boxes[code] ??= [whole(left), whole(top), whole(right), whole(bottom)]
  }
  const dots: Record<string, readonly [number, number]> = {}
  for (const country of countriesAt('50m')) {
    const code = codeOf(country)
    if (code === null || code in shapes || code in dots) continue
    const [x, y] = path.centroid(mainPart(country, path))
    dots[code] = [whole(x), whole(y)]
  }
  const [, [, bottom]] = path.bounds(all)
  return { width: WIDTH, height: Math.ceil(bottom), shapes, boxes, dots }
}

const outlines = draw() as { shapes: object; dots: object }
writeFileSync(OUT, `${JSON.stringify(outlines)}\n`)
console.log(`${Object.keys(outlines.shapes).length} outlines and ${Object.keys(outlines.dots).length} dots in ${OUT}`)
