import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageEs: PulsePageTexts = {
  lang: 'es',
  title: (brand) => `Una pregunta de ${brand}`,
  asks: (brand) => `${brand} quiere saber`,
  question: '¿Hasta qué punto confías en que lo solucionemos?',
  grades: { 1: 'Nada', 2: 'Un poco', 3: 'A medias', 4: 'Bastante', 5: 'Del todo' },
  send: 'Enviar mi respuesta',
  choose: 'Elige una de las cinco respuestas, por favor.',
  privacy:
    'Tu respuesta se guarda sin tu nombre. Solo miramos varias respuestas juntas, nunca la tuya por separado. Puedes responder una vez.',
  thanks: { title: 'Gracias', help: 'Tu respuesta ha llegado. Ya puedes cerrar esta página.' },
  already: {
    title: 'Ya tenemos tu respuesta',
    help: 'Cuenta la primera. No tienes que hacer nada más. Gracias.',
  },
  gone: {
    title: 'Este enlace no se puede usar',
    help: 'Quizá ya se usó, se le pasó el plazo o se perdió un trozo por el camino. No tienes que hacer nada. Si quieres contarnos algo, responde a nuestro mensaje.',
  },
  wait: {
    title: 'Un momento, por favor',
    help: 'Hay demasiadas visitas a la vez. Inténtalo de nuevo en unos minutos.',
  },
  broke: {
    title: 'No ha funcionado',
    help: 'No se ha guardado nada. Inténtalo de nuevo en un minuto, por favor.',
  },
  message: (brand, link) =>
    `¿Puedo hacerte una pregunta? ¿Hasta qué punto confías en que lo solucionemos? Puedes responder aquí, una sola vez y sin tu nombre. Gracias, ${brand}\n${link}`,
}
