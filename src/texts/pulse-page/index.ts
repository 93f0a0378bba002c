import type { PulseLanguage } from '../../domain/pulse.js'
import type { PulsePageTexts } from '../pulse-page-texts.js'
import { pulsePageDe } from './de.js'
import { pulsePageEn } from './en.js'
import { pulsePageEs } from './es.js'
import { pulsePageFr } from './fr.js'
import { pulsePageIt } from './it.js'
import { pulsePageJa } from './ja.js'
import { pulsePageNl } from './nl.js'
import { pulsePagePt } from './pt.js'

/** Customers read their own language, whatever the team's is. */
export const PULSE_PAGES: Readonly<Record<PulseLanguage, PulsePageTexts>> = {
  en: pulsePageEn,
  es: pulsePageEs,
  fr: pulsePageFr,
  de: pulsePageDe,
  pt: pulsePagePt,
  it: pulsePageIt,
  nl: pulsePageNl,
  ja: pulsePageJa,
}
