import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageDe: PulsePageTexts = {
  lang: 'de',
  title: (brand) => `Eine Frage von ${brand}`,
  asks: (brand) => `${brand} möchte wissen`,
  question: 'Wie sehr vertrauen Sie darauf, dass wir das in Ordnung bringen?',
  grades: { 1: 'Gar nicht', 2: 'Ein wenig', 3: 'Teilweise', 4: 'Weitgehend', 5: 'Voll und ganz' },
  send: 'Antwort senden',
  choose: 'Bitte wählen Sie eine der fünf Antworten.',
  privacy:
    'Ihre Antwort wird ohne Ihren Namen gespeichert. Wir sehen uns nur mehrere Antworten zusammen an, nie Ihre allein. Sie können einmal antworten.',
  thanks: { title: 'Vielen Dank', help: 'Ihre Antwort ist angekommen. Sie können diese Seite schließen.' },
  already: {
    title: 'Ihre Antwort haben wir schon',
    help: 'Es zählt die erste. Mehr müssen Sie nicht tun. Vielen Dank.',
  },
  gone: {
    title: 'Dieser Link lässt sich nicht verwenden',
    help: 'Vielleicht wurde er schon benutzt, seine Zeit ist um, oder ein Stück ging unterwegs verloren. Sie müssen nichts tun. Wenn Sie uns etwas sagen möchten, antworten Sie einfach auf unsere Nachricht.',
  },
  wait: {
    title: 'Einen Moment, bitte',
    help: 'Zu viele Besuche auf einmal. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
  },
  broke: {
    title: 'Das hat nicht geklappt',
    help: 'Es wurde nichts gespeichert. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  message: (brand, link) =>
    `Darf ich Ihnen eine Frage stellen? Wie sehr vertrauen Sie darauf, dass wir das in Ordnung bringen? Hier können Sie antworten, einmal und ohne Ihren Namen. Vielen Dank, ${brand}\n${link}`,
}
