import { among, type DueWords, number, units } from './words.js'

const NUMBERS = { 'een half': 0.5, een: 1, twee: 2, drie: 3, vier: 4, vijf: 5, tien: 10, 'een paar': 3 }

export const nl: DueWords = {
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
    `(?:binnen|over|in|uiterlijk over)(?: de)?(?: komende| volgende)? ${number(among(NUMBERS))} ?${units('minuten|minuut|min', 'uur|uren|uurtje', 'werkdag(?:en)?', 'dag(?:en)?', 'we(?:ek|ken)')}`,
    'binnen het (?<hour>uur)',
    `(?:het|binnen het|in het) (?:komende|volgende) (?<hour>uur)`,
  ],
  numbers: NUMBERS,
  by: 'voor|uiterlijk(?: om| op)?|tot|op zijn laatst|niet later dan',
  before: 'voor',
  join: 'om|voor|op|rond|rond de|in de|de|,|uiterlijk|tegen|s',
  future:
    'laat|laten|bel|bellen|meld|melden|hoor|hoort|krijg|krijgt|stuur|sturen|zal|zullen|ga|gaan|kom|komen|komt|breng|brengen|bezorgd?|bezorgen|geef|geven|ben|zijn we|heb je|hebt u|weet|weten|schrijf|schrijven|reageer|regel|regelen|zie|ziet|volgende update|bevestig|check|kijk|kijken',
  past: 'was|waren|had|hadden|kwam|kwamen|ging|werd|werden|gewacht|wachtte|kwijt|beloofd|gezegd|besteld|aangekomen|gebeurd|sinds|afgelopen|vorige|geleden|je (?:vlucht|pakket|bestelling|afspraak|trein)|sorry|spijt|gemist|uitgevallen|zou|gekocht',
  twelveHours: false,
}
