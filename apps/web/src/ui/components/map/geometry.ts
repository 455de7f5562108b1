/** Where things are on the drawn map: which part to show, what lies next in a direction, which step of shading a number has. */

export type Box = readonly [left: number, top: number, right: number, bottom: number]
export type Point = readonly [x: number, y: number]

export interface Outlines {
  readonly width: number
  readonly height: number
  /** Country code to the path of its outline. */
  readonly shapes: Readonly<Record<string, string>>
  /** Country code to the box around its main part. */
  readonly boxes: Readonly<Record<string, Box>>
  /** Countries too small for an outline. */
  readonly dots: Readonly<Record<string, Point>>
}

/** Half the side of the square that stands for a dot. */
const DOT = 2
/** No closer than this share of the world's width, so that a small country is seen among its neighbours. */
const CLOSEST = 1 / 8
const MARGIN = 0.08

export const boxOf = (outlines: Outlines, code: string): Box | null => {
  const dot = outlines.dots[code]
  return outlines.boxes[code] ?? (dot === undefined ? null : [dot[0] - DOT, dot[1] - DOT, dot[0] + DOT, dot[1] + DOT])
}

const middle = ([left, top, right, bottom]: Box): Point => [(left + right) / 2, (top + bottom) / 2]

export const centreOf = (outlines: Outlines, code: string): Point | null => {
  const box = boxOf(outlines, code)
  return box === null ? null : middle(box)
}

/** The part of the map that shows these countries, in the proportions of the whole; the whole map for none. */
export const viewOf = (outlines: Outlines, codes: readonly string[]): Box => {
  const { width, height } = outlines
  const found = codes.map((code) => boxOf(outlines, code)).filter((box): box is Box => box !== null)
  if (found.length === 0) return [0, 0, width, height]
  const around: Box = [
    Math.min(...found.map(([left]) => left)),
    Math.min(...found.map(([, top]) => top)),
    Math.max(...found.map(([, , right]) => right)),
    Math.max(...found.map(([, , , bottom]) => bottom)),
  ]
  const [x, y] = middle(around)
  const wide = (around[2] - around[0]) * (1 + 2 * MARGIN)
  const high = (around[3] - around[1]) * (1 + 2 * MARGIN)
  const shown = Math.min(width, Math.max(wide, (high * width) / height, width * CLOSEST))
  const tall = (shown * height) / width
  const left = Math.min(Math.max(0, x - shown / 2), width - shown)
  const top = Math.min(Math.max(0, y - tall / 2), height - tall)
  return [left, top, left + shown, top + tall]
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

const AHEAD: Readonly<Record<Direction, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** The nearest of `codes` in a direction, first among those that lie more ahead than aside; behind does not count. */
export const nextIn = (outlines: Outlines, from: string, direction: Direction, codes: readonly string[]): string | null => {
  const start = centreOf(outlines, from)
  if (start === null) return null
  const [ux, uy] = AHEAD[direction]
  let best: { readonly code: string; readonly away: number } | null = null
  for (const code of codes) {
    const to = centreOf(outlines, code)
    if (to === null || code === from) continue
    const [dx, dy] = [to[0] - start[0], to[1] - start[1]]
    const ahead = dx * ux + dy * uy
    const aside = Math.abs(dx * uy - dy * ux)
    const away = Math.hypot(ahead, aside) + (aside > ahead ? outlines.width : 0)
    if (ahead > 0 && (best === null || away < best.away)) best = { code, away }
  }
  return best?.code ?? null
}

export const STEPS = 5

/** Upper ends of the steps of shading: each a multiple of the one before, the last the largest number. Without repetition. */
export const stepsUpTo = (largest: number): readonly number[] =>
  largest < 1 ? [] : [...new Set(Array.from({ length: STEPS }, (_, at) => Math.round(largest ** ((at + 1) / STEPS))))]

/** 1 for the lightest; 0 for nothing. */
export const stepFor = (steps: readonly number[], value: number): number => (value <= 0 ? 0 : steps.findIndex((most) => value <= most) + 1)
