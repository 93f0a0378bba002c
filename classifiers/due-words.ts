/**
 * How eight languages name a time to come. Alternatives of regular expressions over text that is lower-cased and
 * stripped of accents; each is matched as whole words, but in Japanese.
 */
export type DueWords = {
  /** In order from Sunday. */
  readonly weekdays: readonly string[]
  /** In order from January. */
  readonly months: readonly string[]
  readonly today: string
  readonly tomorrow: string
  readonly dayAfterTomorrow: string
  readonly endOfDay: string
  readonly endOfWeek: string
  readonly weekend: string
  readonly nextWeek: string
  /** Parts of a day, after a day or alone. */
  readonly morning: string
  readonly noon: string
  readonly afternoon: string
  readonly evening: string
  readonly night: string
  /** Words for this day's part, which need no day beside them. */
  readonly thisPart: string
  /** Clock times with groups `h`, and where there are such `m` and `ap` (am or pm). */
  readonly clock: readonly string[]
  /** Dates with groups `d`, and `mon` (name) or `mn` (number). */
  readonly date: readonly string[]
  /** `N units`; with group `n` for the number (the last of a range) and one of `min`, `hour`, `day`, `work`, `week`. */
  readonly span: readonly string[]
  readonly numbers: Readonly<Record<string, number>>
  /** Makes a deadline of what follows (or, in Japanese, of what stands before). */
  readonly by: string
  /** The same, and the day itself is too late. */
  readonly before: string
  /** May stand between a day and its hour. */
  readonly join: string
  readonly future: string
  readonly past: string
  /** Whether `6:00` may mean the evening. */
  readonly twelveHours: boolean
}

const N = (words: string): string =>
  String.raw`(?:(?:\d+|${words})\s?(?:-|–|to|or|a|o|ou|bis|oder|tot|of|à)\s?)?(?<n>\d{1,3}|${words})`
const UNITS = (min: string, hour: string, work: string, day: string, week: string): string =>
  `(?:(?<min>${min})|(?<hour>${hour})|(?<work>${work})|(?<day>${day})|(?<week>${week}))`

const EN_NUMBERS = {
  'half an': 0.5,
  a: 1,
  an: 1,
  one: 1,
  'a couple of': 2,
  two: 2,
  'a few': 3,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
}
const ES_NUMBERS = {
  media: 0.5,
  un: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  diez: 10,
  unas: 3,
  'un par de': 2,
}
const FR_NUMBERS = {
  'une demi-': 0.5,
  'une demi ': 0.5,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  dix: 10,
  quelques: 3,
}
const DE_NUMBERS = {
  'einer halben': 0.5,
  'eine halbe': 0.5,
  einer: 1,
  einem: 1,
  eine: 1,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  zehn: 10,
  wenigen: 3,
}
const PT_NUMBERS = { meia: 0.5, um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, dez: 10 }
const IT_NUMBERS = {
  "mezz'": 0.5,
  "un'": 1,
  un: 1,
  una: 1,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  dieci: 10,
  'un paio di': 2,
}
const NL_NUMBERS = { 'een half': 0.5, een: 1, twee: 2, drie: 3, vier: 4, vijf: 5, tien: 10, 'een paar': 3 }
const among = (numbers: Readonly<Record<string, number>>): string =>
  Object.keys(numbers)
    .sort((a, b) => b.length - a.length)
    .join('|')

const en: DueWords = {
  weekdays: [
    'sunday|sun',
    'monday|mon',
    'tuesday|tues?',
    'wednesday|wed',
    'thursday|thurs?',
    'friday|fri',
    'saturday',
  ],
  months: [
    'january|jan',
    'february|feb',
    'march',
    'april|apr',
    'may',
    'june',
    'july',
    'august|aug',
    'september|sept?',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  today: 'today',
  tomorrow: 'tomorrow',
  dayAfterTomorrow: 'the day after tomorrow',
  endOfDay: "(?:the )?(?:end|close) of (?:the |my |our )?(?:day|business|shift)|eod|today's end",
  endOfWeek: '(?:the )?end of (?:the |this )?week|this week',
  weekend: '(?:the |this )?weekend',
  nextWeek: 'next week',
  morning: 'morning',
  noon: 'noon|midday|lunchtime|lunch',
  afternoon: 'afternoon',
  evening: 'evening|tonight',
  night: 'night|midnight',
  thisPart: 'this (?:morning|afternoon|evening)|tonight',
  clock: [
    String.raw`(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s?(?<ap>am|pm|a\.m\.|p\.m\.)`,
    String.raw`(?<h>\d{1,2})[:.](?<m>\d{2})`,
    String.raw`(?<h>\d{1,2})\s?o'clock`,
  ],
  date: [
    String.raw`(?:the )?(?<d>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<mon>MONTH)`,
    String.raw`(?<mon>MONTH) (?:the )?(?<d>\d{1,2})(?:st|nd|rd|th)?`,
  ],
  span: [
    `(?:in|within|inside)(?: the next)? ${N(among(EN_NUMBERS))} ?${UNITS('minutes?|mins?', 'hours?|hrs?|h', '(?:business|working) days?', 'days?', 'weeks?')}`,
    `(?:the |over the )?next ${N(among(EN_NUMBERS))} ?${UNITS('minutes?|mins?', 'hours?|hrs?', '(?:business|working) days?', 'days?', 'weeks?')}`,
    'within the (?<hour>hour)',
  ],
  numbers: EN_NUMBERS,
  by: 'by|before|until|till|no later than|at the latest by|latest|prior to',
  before: 'before|prior to',
  join: 'at|by|before|around|about|the|in the|on|this|of|,',
  future:
    "(?:i|we|you|they|he|she|it|team|engineer|driver|technician|courier)(?:'ll| will)|will|going to|(?:i'm|we're|i am|we are) \\w+ing|shall|aim to|expect|due|arrives|next update|update",
  past: "was|were|wasn't|weren't|had|hadn't|did|didn't|came|went|waited|waiting|lost|missed|arrived|happened|told|promised|should have|called|wrote|ordered|booked|cancelled|since|last|ago|been|your (?:flight|order|booking|visit|call|parcel|train|delivery)|about|went wrong|broke|failed",
  twelveHours: true,
}

const es: DueWords = {
  weekdays: ['domingo', 'lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado'],
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'sep?tiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  today: 'hoy mismo|hoy|el dia de hoy',
  tomorrow: '(?<!la |por la |esta |de la )manana',
  dayAfterTomorrow: 'pasado manana',
  endOfDay: '(?:el )?(?:final|fin|cierre) (?:del dia|de la jornada|de hoy)|acabar el dia',
  endOfWeek: 'fin(?:al)? de (?:la )?semana laboral|final de (?:la )?semana|esta (?:misma )?semana',
  weekend: '(?:el |este )?fin de semana',
  nextWeek: '(?:la )?(?:proxima semana|semana que viene)',
  morning: '(?:por la|de la|en la) manana|a primera hora|temprano',
  noon: 'mediodia',
  afternoon: '(?:por la|de la|en la) tarde',
  evening: '(?:por la|de la|en la) noche',
  night: 'medianoche',
  thisPart: 'esta (?:manana|tarde|noche)|este mediodia',
  clock: [
    String.raw`(?:las?|los) (?<h>\d{1,2})(?:[:.](?<m>\d{2}))?(?:\s?(?:h|hs|horas))?(?:\s?(?<ap>am|pm|a\.\s?m\.|p\.\s?m\.))?`,
    String.raw`(?<h>\d{1,2})[:.](?<m>\d{2})(?:\s?h)?`,
    String.raw`(?<h>\d{1,2})\s?(?:h|hs)`,
  ],
  date: [
    String.raw`(?:el )?(?<d>\d{1,2}) de (?<mon>MONTH)`,
    String.raw`el (?:dia )?(?<d>\d{1,2})/(?<mn>\d{1,2})`,
  ],
  span: [
    `(?:en|dentro de|antes de|en menos de|en un plazo de|en el plazo de|en un maximo de)(?: las?| los| el)?(?: proxim[oa]s?| siguientes?)? ${N(among(ES_NUMBERS))} ?${UNITS('minutos?|min', 'horas?|hs?', 'dias? (?:habiles|laborables|laboral|habil)', 'dias?', 'semanas?')}`,
    `(?:en|durante) (?:la proxima|el proximo|la siguiente) ${UNITS('minuto', 'hora', 'dia habil', 'dia', 'semana')}`,
  ],
  numbers: ES_NUMBERS,
  by: 'antes del?|antes de que termine|hasta|a mas tardar|como (?:muy tarde|maximo)|para|antes de(?: las?)?',
  before: 'antes del?',
  join: 'a|a las?|antes de|sobre|el|de|del|por|por la|en|para|,|el proximo|proximo|este',
  future:
    '\\w{3,}(?:are|ere|ire|aremos|eremos|iremos)|doy|damos|hare|haremos|dire|diremos|tendras|tendra|vendra|ira|recibiras|recibira|llegara|estara|llamara|pasara|sabras|voy|vamos|escribo|escribimos|llamo|llamamos|cuento|contamos|aviso|avisamos|digo|decimos|respondo|respondemos|envio|enviamos|mando|informo|estoy|estamos|tienes|tiene|llega|proxima actualizacion|reviso|miro|confirmo',
  past: 'no llegara|fue|era|estuvo|estuviste|llego|llegaste|esperaste|esperando|perdimos|prometimos|dijimos|compraste|pediste|paso|ocurrio|desde|pasado|pasada|hace|tuviste|cancelamos|cancelo|siento|lamento|tu (?:vuelo|pedido|reserva|visita|llamada)|debia|deberia|llegara tarde|hubo|habia|tenia',
  twelveHours: true,
}

const fr: DueWords = {
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  months: [
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'aout',
    'septembre',
    'octobre',
    'novembre',
    'decembre',
  ],
  today: "aujourd'hui|ce jour",
  tomorrow: 'demain',
  dayAfterTomorrow: 'apres-demain|apres demain',
  endOfDay: '(?:la )?fin de (?:la )?(?:journee|matinee)|ce soir minuit',
  endOfWeek: '(?:la )?fin de (?:la )?semaine|cette semaine',
  weekend: '(?:le |ce )?week-?end',
  nextWeek: '(?:la )?semaine prochaine',
  morning: 'matin|matinee',
  noon: 'midi',
  afternoon: 'apres-midi|apres midi',
  evening: 'soir|soiree',
  night: 'minuit',
  thisPart: 'ce (?:matin|midi|soir)|cet(?:te)? apres-midi|dans la soiree|dans la matinee|dans la journee',
  clock: [
    String.raw`(?<h>\d{1,2})\s?(?:h|heures?)(?:\s?(?<m>\d{2}))?`,
    String.raw`(?<h>\d{1,2}):(?<m>\d{2})`,
  ],
  date: [String.raw`(?:le )?(?<d>\d{1,2}|1er) (?<mon>MONTH)`, String.raw`le (?<d>\d{1,2})/(?<mn>\d{1,2})`],
  span: [
    `(?:dans|sous|d'ici|en moins de|dans un delai de)(?: les)?(?: prochaines?| prochains?)? ${N(among(FR_NUMBERS))} ?${UNITS('minutes?|min', 'heures?|h', 'jours? ouvr(?:es?|ables?)', 'jours?', 'semaines?')}`,
    `dans (?:la prochaine|l')\\s?${UNITS('minute', 'heure', 'jour ouvre', 'jour', 'semaine')}`,
    `dans les ${N(among(FR_NUMBERS))} ${UNITS('minutes?', 'heures?', 'jours? ouvr(?:es?|ables?)', 'jours?', 'semaines?')}`,
  ],
  numbers: FR_NUMBERS,
  by: "avant|d'ici(?: a)?|jusqu'a|au plus tard|pour|a partir de",
  before: 'avant',
  join: "a|avant|vers|au|le|en|dans l'|d'ici|,|des|la|l'|plus tard",
  future:
    "\\w{3,}(?:erai|irai|rons|rez|ra)|vais|allons|va|ecris|ecrivons|appelle|appelons|tiens|tenons|donne|donnons|reponds|repondons|reviens|revenons|rappelle|rappelons|envoie|envoyons|m'en occupe|passe|vient|arrive|livre|dis|disons|prochaine nouvelle|prochain point|confirme",
  past: "etait|etaient|avez (?:attendu|commande|ete|du|eu)|a ete|ont ete|n'a pas|n'est pas|est (?:arrive|parti)|arrivee?|attendu|promis|perdu|annule|eu lieu|depuis|dernier|derniere|passe|votre (?:vol|commande|train|visite|colis|appel|livraison)|desolee?s?|aurait|auriez|avions|avait",
  twelveHours: false,
}

const de: DueWords = {
  weekdays: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend'],
  months: [
    'januar|janner',
    'februar',
    'marz',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'dezember',
  ],
  today: 'heute|noch heute',
  tomorrow: 'morgen(?! (?:habe|hatte))',
  dayAfterTomorrow: 'ubermorgen',
  endOfDay: 'ende des tages|tagesende|feierabend|dienstschluss',
  endOfWeek: 'ende der woche|wochenende hin|diese woche|ende dieser woche',
  weekend: 'wochenende',
  nextWeek: '(?:nachste|kommende|nachster|kommender) woche',
  morning: 'fruh|vormittag|am morgen',
  noon: 'mittag',
  afternoon: 'nachmittag',
  evening: 'abend',
  night: 'mitternacht|nacht',
  thisPart: 'heute (?:fruh|morgen|vormittag|mittag|nachmittag|abend|nacht)',
  clock: [
    String.raw`(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s?uhr(?:\s(?<m2>\d{2}))?`,
    String.raw`(?<h>\d{1,2}):(?<m>\d{2})`,
  ],
  date: [
    String.raw`(?:dem |den )?(?<d>\d{1,2})\. ?(?<mon>MONTH)`,
    String.raw`(?<d>\d{1,2})\.(?<mn>\d{1,2})\.`,
  ],
  span: [
    `(?:in|innerhalb(?: von)?|binnen|spatestens in)(?: den| der)?(?: nachsten| kommenden)? ${N(among(DE_NUMBERS))} ?${UNITS('minuten?|min', 'stunden?|std', '(?:werktage?n?|arbeitstage?n?)', 'tage?n?', 'wochen?')}`,
    `(?:in|innerhalb) (?:der nachsten|des nachsten|den nachsten) ${UNITS('minuten?', 'stunde', 'werktags?', 'tages?', 'woche')}`,
  ],
  numbers: DE_NUMBERS,
  by: 'bis(?: spatestens)?(?: zum| zur| um| am)?|spatestens(?: am| um| bis)?|vor|noch',
  before: 'vor',
  join: 'um|am|bis|gegen|vor|zum|den|der|,|dem|spatestens|im|nach',
  future:
    'melde|melden|schreibe|schreiben|rufe|rufen|werde|werden|wird|wirst|prufe|prufen|sage|sagen|schicke|schicken|bekommen|bekommst|horen|lesen|erhalten|kommt|kommen|bringe|bringen|bin|sind wir|ist (?:ein|eine|ihr|das|der|die)|gebe|geben|klare|klaren|haben sie|hast du|liefern|liefert|nachste meldung|antworte|antworten|kummere|kummern',
  past: 'war|waren|hatte|hatten|kam|kamen|ging|wurde|wurden|gewartet|warten mussten|verspatet|verpasst|versprochen|gesagt|bestellt|gekommen|angekommen|passiert|seit|letzten?|vergangenen?|ausgefallen|leid|ihr (?:flug|paket|termin|besuch|anruf|zug)|verloren|gekauft|gebucht|sollte',
  twelveHours: false,
}

const pt: DueWords = {
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
    `(?:em|dentro de|no prazo de|em ate|ate|daqui a|nas|nos)(?: proxim[oa]s?| as proximas)? ${N(among(PT_NUMBERS))} ?${UNITS('minutos?|min', 'horas?|h', 'dias? uteis|dia util', 'dias?', 'semanas?')}`,
    `na proxima ${UNITS('minuto', 'hora', 'dia util', 'dia', 'semana')}`,
  ],
  numbers: PT_NUMBERS,
  by: 'ate(?: ao?s?)?|antes(?: d[aeo]s?)?|no maximo(?: ate)?|o mais tardar',
  before: 'antes d[aeo]',
  join: 'as|a|ate|ate as|antes das|pelas|por volta das|de|da|na|no|,|dia|o',
  future:
    '\\w{3,}(?:arei|erei|irei|aremos|eremos|iremos)|vou|vamos|vai|vao|ira|escrevo|escrevemos|ligo|ligamos|aviso|avisamos|respondo|respondemos|dou|damos|conto|volto|voltamos|envio|enviamos|mando|recebe|recebera|tera|chega|chegara|sabera|estara|estou|estamos|retorno|proxima atualizacao|resolvo|verifico|confirmo|atualizo|trato',
  past: 'foi|era|estava|esteve|chegou|esperou|esperava|perdemos|prometemos|dissemos|comprou|pediu|aconteceu|desde|passad[oa]|ha (?:dois|tres|\\d+)|teve|cancelamos|cancelou|lamento|desculpe|(?:o seu|seu|a sua|sua) (?:voo|pedido|reserva|visita|encomenda|entrega)|devia|deveria|tinha|houve',
  twelveHours: false,
}

const it: DueWords = {
  weekdays: ['domenica', 'lunedi', 'martedi', 'mercoledi', 'giovedi', 'venerdi', 'sabato'],
  months: [
    'gennaio',
    'febbraio',
    'marzo',
    'aprile',
    'maggio',
    'giugno',
    'luglio',
    'agosto',
    'settembre',
    'ottobre',
    'novembre',
    'dicembre',
  ],
  today: 'oggi stesso|oggi|in giornata|la giornata',
  tomorrow: 'domani|domattina',
  dayAfterTomorrow: 'dopodomani',
  endOfDay: '(?:la )?fine (?:della )?giornata|fine turno',
  endOfWeek: '(?:la )?fine (?:della )?settimana|questa settimana',
  weekend: '(?:il |questo )?weekend|fine settimana',
  nextWeek: '(?:la )?(?:prossima settimana|settimana prossima)',
  morning: 'mattina|mattino|mattinata',
  noon: 'mezzogiorno',
  afternoon: 'pomeriggio',
  evening: 'sera|serata',
  night: 'mezzanotte|notte',
  thisPart: 'stamattina|stasera|stanotte|(?:questo|oggi) pomeriggio|questa (?:mattina|sera)',
  clock: [
    String.raw`(?:le|alle|all'|le ore|ore) ?(?<h>\d{1,2})(?:[:.,](?<m>\d{2}))?`,
    String.raw`(?<h>\d{1,2})[:.](?<m>\d{2})`,
  ],
  date: [String.raw`(?:il |l')?(?<d>\d{1,2}) (?<mon>MONTH)`, String.raw`il (?<d>\d{1,2})/(?<mn>\d{1,2})`],
  span: [
    `(?:entro|tra|fra|in|nel giro di)(?: le| i)?(?: prossim[ei])? ${N(among(IT_NUMBERS))} ?${UNITS('minut[oi]|min', 'or[ae]', 'giorn[oi] lavorativ[oi]', 'giorn[oi]', 'settiman[ae]')}`,
    `(?:entro|nelle|nei|nella|nel) prossim[aeio] ${N(among(IT_NUMBERS))} ?${UNITS('minut[oi]', 'or[ae]', 'giorn[oi] lavorativ[oi]', 'giorn[oi]', 'settiman[ae]')}`,
    `entro (?:un|mezz)'(?<hour>ora)`,
  ],
  numbers: IT_NUMBERS,
  by: "entro(?: le| il| la| l'| e non oltre)?|prima d[ie]l?(?:la|le)?|non oltre(?: le)?|al piu tardi",
  before: 'prima d[ie]l?(?:la|le)?',
  join: 'alle|entro|entro le|verso|verso le|le|di|del|nel|in|,|prima delle|il|mattina',
  future:
    '\\w{3,}(?:ero|iro|aro|eremo|iremo|aremo|erai|era)|scrivo|scriviamo|chiamo|chiamiamo|aggiorno|aggiorniamo|dico|diciamo|rispondo|rispondiamo|faccio|facciamo|mando|mandiamo|invio|inviamo|arriva|passa|viene|avrai|avra|sapra|sto|stiamo|richiamo|torno|torniamo|prossimo aggiornamento|consegniamo|confermo|controllo|controlliamo|sistemo|sistemiamo',
  past: 'era|erano|e arrivat[oa]|arrivat[oa]|aspettat[oa]|aspettavi|perso|promesso|detto|ordinato|successo|da (?:lunedi|ieri)|dal|scors[oa]|fa|hai (?:avuto|aspettato|comprato)|doveva|dovevi|avevamo|abbiamo (?:perso|promesso|sbagliato)|dispiace|(?:il tuo|tuo) (?:volo|pacco|ordine|treno|appuntamento)',
  twelveHours: false,
}

const nl: DueWords = {
  weekdays: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
  months: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  today: 'vandaag nog|vandaag',
  tomorrow: 'morgen',
  dayAfterTomorrow: 'overmorgen',
  endOfDay: '(?:het )?eind(?:e)? van (?:de|mijn) (?:dag|dienst|werkdag)|einde dag|eod',
  endOfWeek: '(?:het )?eind(?:e)? van (?:de|deze) week|deze week',
  weekend: '(?:het |dit )?weekend',
  nextWeek: 'volgende week|komende week',
  morning: 'ochtend|morgenochtend|vroeg',
  noon: 'middaguur|tussen de middag',
  afternoon: 'middag|namiddag',
  evening: 'avond',
  night: 'middernacht|nacht',
  thisPart: 'vanochtend|vanmorgen|vanmiddag|vanavond|vannacht',
  clock: [
    String.raw`(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s?(?:uur|u)`,
    String.raw`(?<h>\d{1,2})[:.](?<m>\d{2})`,
  ],
  date: [String.raw`(?<d>\d{1,2}) (?<mon>MONTH)`, String.raw`(?<d>\d{1,2})-(?<mn>\d{1,2})(?!\d|-)`],
  span: [
    `(?:binnen|over|in|uiterlijk over)(?: de)?(?: komende| volgende)? ${N(among(NL_NUMBERS))} ?${UNITS('minuten|minuut|min', 'uur|uren|uurtje', 'werkdag(?:en)?', 'dag(?:en)?', 'we(?:ek|ken)')}`,
    'binnen het (?<hour>uur)',
    `(?:het|binnen het|in het) (?:komende|volgende) (?<hour>uur)`,
  ],
  numbers: NL_NUMBERS,
  by: 'voor|uiterlijk(?: om| op)?|tot|op zijn laatst|niet later dan',
  before: 'voor',
  join: 'om|voor|op|rond|rond de|in de|de|,|uiterlijk|tegen|s',
  future:
    'laat|laten|bel|bellen|meld|melden|hoor|hoort|krijg|krijgt|stuur|sturen|zal|zullen|ga|gaan|kom|komen|komt|breng|brengen|bezorgd?|bezorgen|geef|geven|ben|zijn we|heb je|hebt u|weet|weten|schrijf|schrijven|reageer|regel|regelen|zie|ziet|volgende update|bevestig|check|kijk|kijken',
  past: 'was|waren|had|hadden|kwam|kwamen|ging|werd|werden|gewacht|wachtte|kwijt|beloofd|gezegd|besteld|aangekomen|gebeurd|sinds|afgelopen|vorige|geleden|je (?:vlucht|pakket|bestelling|afspraak|trein)|sorry|spijt|gemist|uitgevallen|zou|gekocht',
  twelveHours: false,
}

const ja: DueWords = {
  weekdays: ['日曜日?', '月曜日?', '火曜日?', '水曜日?', '木曜日?', '金曜日?', '土曜日?'],
  months: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
  today: '本日中?|今日中?|きょう',
  tomorrow: '明日中?|あした|翌日',
  dayAfterTomorrow: '明後日|あさって',
  endOfDay: '営業時間内|終業',
  endOfWeek: '今週中|今週末|週末|今週',
  weekend: '土日',
  nextWeek: '来週中?',
  morning: '午前中?|朝',
  noon: '正午|お昼|昼',
  afternoon: '午後|夕方',
  evening: '夜|晩',
  night: '深夜',
  thisPart: '今朝|今夜|今晩|今夕',
  clock: [
    String.raw`(?<ap>午前|午後)?(?<h>\d{1,2})時(?!間)(?:(?<m>\d{1,2})分|(?<half>半))?`,
    String.raw`(?<ap>午前|午後)?(?<h>\d{1,2})[::](?<m>\d{2})`,
  ],
  date: [String.raw`(?<mn>\d{1,2})月(?<d>\d{1,2})日`, String.raw`(?<mn>\d{1,2})/(?<d>\d{1,2})`],
  span: [
    String.raw`(?<n>\d{1,3}|一|二|三)(?:(?<min>分)|(?<hour>時間)|(?<work>営業日)|(?<day>日)|(?<week>週間))(?:以内|後|ほどで|程度で|くらいで)`,
    '(?:一|1)(?<week>週間)(?:以内|後)',
  ],
  numbers: { 一: 1, 二: 2, 三: 3 },
  by: '(?:の)?(?:まで|中)に?',
  before: '(?:の)?(?:前|より前)に',
  join: 'の|、|中の|は',
  future:
    'します|いたします|致します|まいります|参ります|伺います|届きます|お届け|予定|なります|差し上げ|ください|できます|あります|お待ち|進めて',
  past: 'ました|でした|ませんでした|から|以来|先週|昨日|だった|いたところ|はずの',
  twelveHours: false,
}

/** By ISO 639-1 code. */
export const DUE_WORDS: ReadonlyMap<string, DueWords> = new Map(
  Object.entries({ en, es, fr, de, pt, it, nl, ja }),
)
