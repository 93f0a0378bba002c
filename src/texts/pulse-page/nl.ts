import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageNl: PulsePageTexts = {
  lang: 'nl',
  title: (brand) => `Een vraag van ${brand}`,
  asks: (brand) => `${brand} wil graag weten`,
  question: 'Hoeveel vertrouwen heb je erin dat we dit goedmaken?',
  grades: { 1: 'Helemaal geen', 2: 'Weinig', 3: 'Redelijk wat', 4: 'Veel', 5: 'Alle vertrouwen' },
  send: 'Verstuur mijn antwoord',
  choose: 'Kies een van de vijf antwoorden.',
  privacy:
    'Je antwoord wordt zonder je naam bewaard. We kijken alleen naar meerdere antwoorden samen, nooit naar dat van jou apart. Je kunt één keer antwoorden.',
  thanks: { title: 'Dank je wel', help: 'Je antwoord is aangekomen. Je kunt deze pagina sluiten.' },
  already: {
    title: 'We hebben je antwoord al',
    help: 'Het eerste telt. Je hoeft niets meer te doen. Dank je wel.',
  },
  gone: {
    title: 'Deze link kan niet worden gebruikt',
    help: 'Misschien is hij al gebruikt, is de tijd voorbij of is er onderweg een stukje zoekgeraakt. Je hoeft niets te doen. Wil je ons iets vertellen? Antwoord dan gewoon op ons bericht.',
  },
  wait: {
    title: 'Een ogenblik',
    help: 'Er zijn te veel bezoeken tegelijk. Probeer het over een paar minuten opnieuw.',
  },
  broke: { title: 'Dat lukte niet', help: 'Er is niets bewaard. Probeer het over een minuut opnieuw.' },
  message: (brand, link) =>
    `Mag ik je één vraag stellen? Hoeveel vertrouwen heb je erin dat we dit goedmaken? Je kunt hier antwoorden, één keer en zonder je naam. Dank je wel, ${brand}\n${link}`,
}
