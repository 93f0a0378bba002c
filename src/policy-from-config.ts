import type { BrandPolicy, Policy } from './app/policy.js'
import { businessHours } from './calendar/business-hours.js'
import { dailyWindow } from './calendar/daily-window.js'
import { weeklyRota } from './calendar/weekly-rota.js'
import type { Config, TeamConfig } from './config/config.js'
import type { Lease } from './domain/case.js'
import { ALWAYS } from './domain/hours.js'

/** How each brand's team works; a brand that the configuration no longer knows gets what holds for all. */
export function policyFrom(config: Config): Policy {
  const origin = config.boards.web.publicUrl
  const forAll = brandPolicy(config.team, origin)
  const own = new Map([...config.brandTeams].map(([brand, team]) => [brand, brandPolicy(team, origin)]))
  return {
    of: (brand) => own.get(brand) ?? forAll,
    rota:
      config.oncall === null
        ? { onCallAt: () => null }
        : weeklyRota({ zone: config.team.zone, ...config.oncall }),
  }
}

function brandPolicy(team: TeamConfig, origin: string | undefined): BrandPolicy {
  const { zone, hours, ladder, quiet, cap, replies, pulse } = team
  const working = hours === null ? ALWAYS : businessHours({ zone, ...hours })
  return {
    ladder,
    calendar: (level) => (hours?.always.includes(level) === true ? ALWAYS : working),
    zone,
    isQuiet: quiet === null ? () => false : dailyWindow(zone, quiet.from, quiet.to),
    cap,
    replies,
    pulse: pulse === null || origin === undefined ? null : { ...pulse, origin },
  }
}

export const leaseFrom = ({ claim }: Config): Lease => ({ length: claim.lease, byLevel: claim.byLevel })
