/**
 * Countries (ISO 3166-1 alpha-2, and XK) in the regions of the United Nations' M49 standard. Codes from the public domain
 * `country-codes` table (ODC-PDDL). `001` is the world.
 */

export const WORLD = '001'

/** The finest region: the regions around it from near to far, and its countries. */
const REGIONS: Readonly<Record<string, readonly [readonly string[], string]>> = {
  '005': [['419', '019'], 'AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE'],
  '011': [['202', '002'], 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG'],
  '013': [['419', '019'], 'BZ CR GT HN MX NI PA SV'],
  '014': [['202', '002'], 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW'],
  '015': [['002'], 'DZ EG EH LY MA SD TN'],
  '017': [['202', '002'], 'AO CD CF CG CM GA GQ ST TD'],
  '018': [['202', '002'], 'BW LS NA SZ ZA'],
  '021': [['019'], 'BM CA GL PM US'],
  '029': [['419', '019'], 'AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI'],
  '030': [['142'], 'CN HK JP KP KR MN MO TW'],
  '034': [['142'], 'AF BD BT IN IR LK MV NP PK'],
  '035': [['142'], 'BN ID KH LA MM MY PH SG TH TL VN'],
  '039': [['150'], 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK'],
  '053': [['009'], 'AU CC CX HM NF NZ'],
  '054': [['009'], 'FJ NC PG SB VU'],
  '057': [['009'], 'FM GU KI MH MP NR PW UM'],
  '061': [['009'], 'AS CK NU PF PN TK TO TV WF WS'],
  '143': [['142'], 'KG KZ TJ TM UZ'],
  '145': [['142'], 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE'],
  '151': [['150'], 'BG BY CZ HU MD PL RO RU SK UA'],
  '154': [['150'], 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ'],
  '155': [['150'], 'AT BE CH DE FR LI LU MC NL'],
}

interface Atlas {
  /** country -> its regions, finest first, the world last. */
  readonly around: ReadonlyMap<string, readonly string[]>
  /** region -> its countries. */
  readonly within: ReadonlyMap<string, readonly string[]>
}

let drawn: Atlas | undefined

/** Drawn at the first question, so that a page which asks none does not pay for it. */
const atlas = (): Atlas => (drawn ??= draw())

const draw = (): Atlas => {
  const around = new Map<string, readonly string[]>([['AQ', [WORLD]]])
  const within = new Map<string, string[]>()
  for (const [finest, [wider, countries]] of Object.entries(REGIONS)) {
    const regions = [finest, ...wider, WORLD]
    for (const country of countries.split(' ')) {
      around.set(country, regions)
      for (const region of regions) within.set(region, [...(within.get(region) ?? []), country])
    }
  }
  return { around, within }
}

export const countryCodes = (): readonly string[] => [...atlas().around.keys()].sort()
export const regionCodes = (): readonly string[] => [...atlas().within.keys()].sort()

export const isCountry = (code: string): boolean => atlas().around.has(code)
export const isRegion = (code: string): boolean => atlas().within.has(code)
/** A country, a region, or '' for "not said". */
export const isPlace = (code: string): boolean => code === '' || isCountry(code) || isRegion(code)

/** Regions around a country, finest first; empty for what is no country. */
export const regionsAround = (country: string): readonly string[] => atlas().around.get(country) ?? []
/** The finest region of a country, or ''. */
export const regionOf = (country: string): string => atlas().around.get(country)?.[0] ?? ''
/** Countries of a region; a country is its own only one. */
export const countriesOf = (place: string): readonly string[] => atlas().within.get(place) ?? (atlas().around.has(place) ? [place] : [])
