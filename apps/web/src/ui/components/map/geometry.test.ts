import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxOf, nextIn, stepFor, stepsUpTo, viewOf, type Outlines } from './geometry.ts'

const outlines = JSON.parse(readFileSync(join(import.meta.dirname, 'outlines.json'), 'utf8')) as Outlines

describe('the drawn map', () => {
  test('knows every country by its outline or its dot', () => {
    const codes = [...Object.keys(outlines.shapes), ...Object.keys(outlines.dots)]
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThan(230)
    expect(codes.every((code) => /^[A-Z]{2}$/u.test(code) && boxOf(outlines, code) !== null)).toBe(true)
  })

  test('shows a region whole, in the proportions of the world', () => {
    const north = ['NL', 'BE', 'DE']
    const [left, top, right, bottom] = viewOf(outlines, north)
    expect((right - left) / (bottom - top)).toBeCloseTo(outlines.width / outlines.height)
    for (const code of north) {
      const box = boxOf(outlines, code)!
      expect(box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom).toBe(true)
    }
    expect(right - left).toBeLessThan(outlines.width / 4)
  })

  test('shows the world when no place is named, or none that is drawn', () => {
    expect(viewOf(outlines, [])).toEqual([0, 0, outlines.width, outlines.height])
    expect(viewOf(outlines, ['ZZ'])).toEqual([0, 0, outlines.width, outlines.height])
  })

  test('goes from country to country by arrow key', () => {
    const codes = ['KE', 'TZ', 'ET', 'UG', 'BR']
    expect(nextIn(outlines, 'KE', 'ArrowDown', codes)).toBe('TZ')
    expect(nextIn(outlines, 'KE', 'ArrowUp', codes)).toBe('ET')
    expect(nextIn(outlines, 'KE', 'ArrowLeft', codes)).toBe('UG')
    expect(nextIn(outlines, 'BR', 'ArrowLeft', codes)).toBeNull()
    expect(nextIn(outlines, 'ZZ', 'ArrowLeft', codes)).toBeNull()
  })

  test('shades in steps that grow by a factor', () => {
    const steps = stepsUpTo(1000)
    expect(steps).toEqual([4, 16, 63, 251, 1000])
    expect([0, 1, 4, 5, 1000].map((value) => stepFor(steps, value))).toEqual([0, 1, 1, 2, 5])
    expect(stepsUpTo(2)).toEqual([1, 2])
    expect(stepsUpTo(0)).toEqual([])
  })
})
