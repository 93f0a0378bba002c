import type { EChartsCoreOption } from 'echarts/core'
import type { LadderPolicy } from '../../domain/ladder.js'
import type { Report } from '../report.js'
import { backlog, funnel, volume } from './bars.js'
import type { ChartName } from './index.js'
import { trend, waits } from './lines.js'
import type { Theme } from './theme.js'
import { week } from './week.js'

export const TITLES: Readonly<Record<ChartName, string>> = {
  'claim-times': 'How soon cases are claimed, in working time',
  'reply-times': 'How soon customers are answered, in working time',
  trend: 'Claimed and answered in time',
  volume: 'Complaints by severity',
  week: 'When complaints come in',
  backlog: 'Open cases by age',
  funnel: 'From mention to trust',
}

type Option = (report: Report, theme: Theme, ladder: LadderPolicy) => EChartsCoreOption

/** What ECharts draws; numbers come from the report alone. */
export const OPTIONS: Readonly<Record<ChartName, Option>> = {
  'claim-times': (report, theme, ladder) => waits(report, theme, ladder, 'claim'),
  'reply-times': (report, theme, ladder) => waits(report, theme, ladder, 'reply'),
  trend: (report, theme, ladder) => trend(report.figures, theme, ladder),
  volume: (report, theme) => volume(report.figures, theme),
  week: (report, theme) => week(report.figures, theme),
  backlog: (report, theme) => backlog(report.figures, theme),
  funnel: (report, theme) => funnel(report, theme),
}
