import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, mixed, printPairs, readTokens, textPairs, weakPairs } from './contrast.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const themes = readdirSync(new URL('./themes', import.meta.url))

describe.each(themes)('theme %s', (name) => {
  const { light, dark } = readTokens(`${read('tokens.css')}\n${read(`themes/${name}/tokens.css`)}`)

  test('every pair that carries text holds WCAG AA in light', () => {
    expect(weakPairs(light)).toEqual([])
  })

  test('every pair that carries text holds WCAG AA in dark', () => {
    expect(weakPairs(dark)).toEqual([])
  })

  test('headings hold WCAG AA on paper', () => {
    expect(weakPairs(light, printPairs)).toEqual([])
  })
})

test('a weak pair is told with its ratio', () => {
  const { light } = readTokens(`${read('tokens.css')}\n:root{--link:#9db8e0}`)
  expect(weakPairs(light).map(({ text, ground }) => [text, ground])).toContainEqual([
    '--link',
    '--paper',
  ])
  expect(textPairs.length).toBeGreaterThan(20)
})

test('black on white is 21, a colour on itself 1, and the middle between both is grey', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#123456', '#123456')).toBe(1)
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080')
})

test('a token that is no colour is named', () => {
  const { light } = readTokens(`${read('tokens.css')}\n:root{--link:red}`)
  expect(() => weakPairs(light)).toThrow('--link is no six-digit colour: "red"')
})
