import type { DueWords } from './words.js'

export const ja: DueWords = {
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
