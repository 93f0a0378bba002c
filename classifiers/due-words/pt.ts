import { among, type DueWords, number, units } from './words.js'

const NUMBERS = { meia: 0.5, um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, dez: 10 }

export const pt: DueWords = {
  weekdays: [
    'domingo',
    'segunda(?:[- ]feira)?',
    'terca(?:[- ]feira)?',
    'quarta(?:[- ]feira)?',
    'quinta(?:[- ]feira)?',
    'sexta(?:[- ]feira)?',
    'sabado',
  ],
  months: [
    'janeiro',
    'fevereiro',
    'marco',
    'abril',
    'maio',
    'junho',
    'julho',
    'agosto',
    'setembro',
    'outubro',
    'novembro',
    'dezembro',
  ],
  today: 'hoje mesmo|hoje|ainda hoje',
  tomorrow: 'amanha',
  dayAfterTomorrow: 'depois de amanha',
  endOfDay: '(?:o )?(?:fim|final) do (?:dia|expediente)',
  endOfWeek: '(?:o )?(?:fim|final) da semana|esta semana|essa semana',
  weekend: '(?:o |este )?(?:fim|final) de semana|fds',
  nextWeek: '(?:a )?(?:proxima semana|semana que vem)',
  morning: '(?:de|da|pela|na) manha|logo cedo',
  noon: 'meio-dia|meio dia',
  afternoon: '(?:a|da|de|pela|na) tarde',
  evening: '(?:a|da|de|pela|na) noite',
  night: 'meia-noite|meia noite',
  thisPart: '(?:hoje|esta|nesta) (?:de manha|manha|tarde|noite|a tarde|a noite)',
  clock: [
    String.raw`(?:as|a|das) (?<h>\d{1,2})(?:[:h](?<m>\d{2}))?\s?(?:h|horas|hs)?(?!\d|\s?(?:minutos|dias|%))`,
    String.raw`(?<h>\d{1,2})\s?h(?:oras)?(?<m>\d{2})?`,
    String.raw`(?<h>\d{1,2}):(?<m>\d{2})h?`,
  ],
  date: [
    String.raw`(?:o |dia )?(?<d>\d{1,2}) de (?<mon>MONTH)`,
    String.raw`dia (?<d>\d{1,2})/(?<mn>\d{1,2})`,
  ],
  span: [
    `(?:em|dentro de|no prazo de|em ate|ate|daqui a|nas|nos)(?: proxim[oa]s?| as proximas)? ${number(among(NUMBERS))} ?${units('minutos?|min', 'horas?|h', 'dias? uteis|dia util', 'dias?', 'semanas?')}`,
    `na proxima ${units('minuto', 'hora', 'dia util', 'dia', 'semana')}`,
  ],
  numbers: NUMBERS,
  by: 'ate(?: ao?s?)?|antes(?: d[aeo]s?)?|no maximo(?: ate)?|o mais tardar',
  before: 'antes d[aeo]',
  join: 'as|a|ate|ate as|antes das|pelas|por volta das|de|da|na|no|,|dia|o',
  future:
    '\\w{3,}(?:arei|erei|irei|aremos|eremos|iremos)|vou|vamos|vai|vao|ira|escrevo|escrevemos|ligo|ligamos|aviso|avisamos|respondo|respondemos|dou|damos|conto|volto|voltamos|envio|enviamos|mando|recebe|recebera|tera|chega|chegara|sabera|estara|estou|estamos|retorno|proxima atualizacao|resolvo|verifico|confirmo|atualizo|trato',
  past: 'foi|era|estava|esteve|chegou|esperou|esperava|perdemos|prometemos|dissemos|comprou|pediu|aconteceu|desde|passad[oa]|ha (?:dois|tres|\\d+)|teve|cancelamos|cancelou|lamento|desculpe|(?:o seu|seu|a sua|sua) (?:voo|pedido|reserva|visita|encomenda|entrega)|devia|deveria|tinha|houve',
  twelveHours: false,
}
