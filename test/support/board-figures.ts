import type { Desk } from '../../src/app/desk.js'
import { reportsForBoards } from '../../src/reports/for-boards.js'
import { keepReports } from '../../src/reports/keep-reports.js'
import { en } from '../../src/texts/en.js'
import { reportHref } from '../../src/web/report-query.js'

/** What a board tells of figures, counted by the real reports. @param publicUrl where the web desk is said to be */
export const boardFigures = (desk: Desk, publicUrl: string | null = null) =>
  reportsForBoards({
    desk,
    reports: keepReports(desk),
    texts: en,
    linkTo: (query) => (publicUrl === null ? null : publicUrl + reportHref('/reports', query)),
  })
