import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageIt: PulsePageTexts = {
  lang: 'it',
  title: (brand) => `Una domanda da ${brand}`,
  asks: (brand) => `${brand} vorrebbe sapere`,
  question: 'Quanto ti fidi di noi per sistemare le cose?',
  grades: { 1: 'Per niente', 2: 'Poco', 3: 'In parte', 4: 'Molto', 5: 'Del tutto' },
  send: 'Invia la mia risposta',
  choose: 'Scegli una delle cinque risposte, per favore.',
  privacy:
    'La tua risposta viene salvata senza il tuo nome. Guardiamo solo più risposte insieme, mai la tua da sola. Puoi rispondere una volta.',
  thanks: { title: 'Grazie', help: 'La tua risposta è arrivata. Puoi chiudere questa pagina.' },
  already: { title: 'Abbiamo già la tua risposta', help: 'Vale la prima. Non devi fare altro. Grazie.' },
  gone: {
    title: 'Questo link non si può usare',
    help: 'Forse è già stato usato, è scaduto o se ne è perso un pezzo per strada. Non devi fare nulla. Se vuoi dirci qualcosa, rispondi al nostro messaggio.',
  },
  wait: {
    title: 'Un momento, per favore',
    help: 'Ci sono troppe visite insieme. Riprova tra qualche minuto.',
  },
  broke: {
    title: 'Non ha funzionato',
    help: 'Non è stato salvato nulla. Riprova tra un minuto, per favore.',
  },
  message: (brand, link) =>
    `Posso farti una domanda? Quanto ti fidi di noi per sistemare le cose? Puoi rispondere qui, una sola volta e senza il tuo nome. Grazie, ${brand}\n${link}`,
}
