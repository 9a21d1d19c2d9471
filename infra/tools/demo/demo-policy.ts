import { policySeeds } from '../../database/seeds/policies.js';
import { REGION } from '../staff-api/temporary-policy.js';

export const DEMO_POLICY = 'DEMO';
/** How long the finished survey is open. */
export const SURVEY_SECONDS = 60;

/** Limit of the letters that are due today. */
const HELP_HOURS = 5;

type Part = Readonly<Record<string, unknown>>;

/** A length of time, for a policy in which every hour is an office hour. */
const seconds = (count: number): Part => ({ workingHours: count / 3600 });
const hours = (count: number): Part => ({ workingHours: count });

/**
 * The policy of 2015 with limits of seconds and hours where the demonstration has to show a due time that is near or has
 * passed. Clocks keep the policy that they were started with, so what starts after the restoration of the real policy has real
 * limits. Thresholds that are to stay ahead are in hours of a day with 24 office hours.
 */
export function demoPolicy(version: number): object {
  const { body, title } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
  const limits = body['limits'] as Readonly<Record<string, Part>>;
  const cards = body['cards'] as Readonly<Record<string, Part>>;
  const short = (name: string, duration: Part): Part => ({
    title: limits[name]!['title'],
    duration,
    endsAt: 'midnight',
    source: { basis: 'design', note: '演示' },
  });
  const handling = limits['handling']!;
  const classes = handling['byClass'] as Part;
  return {
    ...body,
    id: DEMO_POLICY,
    version,
    title: `${title}（演示填充）`,
    effectiveFrom: '2015-01-01',
    region: REGION,
    officeHours: [{ from: '00:00', to: '23:59' }],
    pendingOfficeHours: 0,
    interviewPreview: { desiredDays: 0, minimumDays: 0 },
    limits: {
      ...limits,
      triage: short('triage', seconds(60)),
      sign: short('sign', seconds(75)),
      // A cap needs one unit of all classes.
      handling: {
        ...handling,
        byClass: {
          ...classes,
          CONSULT: seconds(60),
          SUGGEST: seconds(90),
          COMPLAINT: seconds(90),
          URGENT: seconds(90),
          HELP: hours(HELP_HOURS),
        },
        extension: { ...(handling['extension'] as Part), totalCap: undefined },
      },
      rework: short('rework', seconds(20)),
      supplement: short('supplement', seconds(10)),
      objection: short('objection', seconds(10)),
      rating: short('rating', seconds(40)),
      surveyPeriod: short('surveyPeriod', seconds(SURVEY_SECONDS)),
    },
    cards: {
      ...cards,
      triage: {
        ...cards['triage'],
        yellow: { after: seconds(5) },
        red: { after: seconds(10), toSupervisor: true },
      },
      sign: {
        ...cards['sign'],
        warning: { before: seconds(60) },
        yellow: { after: seconds(5) },
        red: { after: seconds(10) },
      },
      handling: {
        ...cards['handling'],
        // Half a minute after the start: a threshold before the start is never reached.
        warning: { before: seconds(HELP_HOURS * 3600 - 30) },
        yellow: { after: seconds(5) },
        red: { after: hours(120), withoutStatement: true },
        urge: { after: hours(240) },
        accountability: { after: hours(360) },
      },
      rework: { ...cards['rework'], yellow: { after: seconds(5) }, red: { after: seconds(15) } },
    },
  };
}
