/** Okabe and Ito's palette for all kinds of colour vision, with lightness set so that each stands out from its ground by 3 to 1. */
export type Theme = {
  readonly ground: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  /** For things of different kinds, told apart by lightness too. */
  readonly kinds: readonly string[]
  /** Severity 0 to 4: from quiet to loud. */
  readonly severities: readonly string[]
  /** From few to many. */
  readonly ramp: readonly string[]
}
export type ThemeName = 'dark' | 'light'

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  // Discord's dark ground.
  dark: {
    ground: '#2b2d31',
    text: '#f2f3f5',
    quiet: '#c4c9d1',
    line: '#4a4d55',
    kinds: ['#e69f00', '#56b4e9', '#2fc79a', '#f0e442'],
    severities: ['#7d8696', '#6f8fb5', '#56b4e9', '#f0c442', '#f2703f'],
    ramp: ['#343a46', '#2f5f8a', '#3f97c9', '#f0e442'],
  },
  light: {
    ground: '#ffffff',
    text: '#1d2026',
    quiet: '#4b515c',
    line: '#d5d9e0',
    kinds: ['#b35900', '#0072b2', '#007a58', '#5a4fcf'],
    severities: ['#8b94a1', '#6a90bd', '#1d6ba3', '#b57f00', '#b8390e'],
    ramp: ['#eef2f6', '#a9cfe8', '#2f7fb5', '#0b2f5c'],
  },
}

/** Lines differ in their dashes too. */
export const DASHES = ['solid', [12, 5], [3, 4], [14, 4, 3, 4]] as const

/** The first is in data/fonts, for PNG; a page shows its reader's own. */
export const FONTS = 'DejaVu Sans Condensed, Segoe UI, Roboto, sans-serif'
export const FONT = 'DejaVu Sans Condensed'
/**
 * In points that a wide page shows as pixels; nothing is set smaller than 17.
 * `legend`: lines that names may take above the picture.
 */
export type Size = {
  readonly width: number
  readonly height: number
  readonly title: number
  readonly legend: number
}
export const SMALL = 17
export const LARGE = 21
export const SIZES: Readonly<Record<'page' | 'message' | 'phone', Size>> = {
  page: { width: 760, height: 460, title: LARGE, legend: 1 },
  // A page on a phone, at two thirds.
  phone: { width: 510, height: 460, title: 18, legend: 2 },
  // A phone shows a message's picture at its own width less a margin on both sides: letters are larger beside a smaller whole.
  message: { width: 590, height: 430, title: LARGE, legend: 1 },
}
