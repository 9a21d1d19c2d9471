import { dateIssues, DATE_NAMES, mapDates, shiftDates } from '../../../domain/campaigns/campaign-dates.js';
import { FALLBACK } from '../../../domain/campaigns/compile-catalogue.js';
import { presets, type CampaignPreset } from '../../../domain/campaigns/campaign-presets.js';
import { parseDay } from '../../../domain/time/civil-time.js';
import type { CampaignDates } from '../../../workflows/campaigns/behaviour.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid, type Issue } from '../platform/problems/validation.js';
import type { NewCampaignBody } from './campaigns.dto.js';

/** What a campaign is set up with, complete. */
export interface CampaignPlan {
  readonly title: string;
  readonly plan: string;
  readonly preset: string | null;
  readonly centre: string;
  readonly government: string;
  readonly fallbackSource: string;
  readonly dates: CampaignDates;
}

/** What items are marked with that come from the catalogue of the campaign before. */
const CARRIED = 'CARRIED_OVER';
const isCarriedList = ({ carriesOver, fallbackList }: NewCampaignBody): boolean =>
  carriesOver !== undefined && fallbackList === undefined;

/**
 * Completes a request by its preset.
 *
 * @throws {DubanError} VALIDATION_FAILED naming every field at fault
 */
export function planOf(body: NewCampaignBody, actor: Actor, allowed: readonly string[]): CampaignPlan {
  const issues: Issue[] = [];
  const preset = body.preset === undefined ? undefined : presets().get(body.preset);
  if (body.preset !== undefined && !preset)
    issues.push({ field: 'preset', message: `one of ${[...presets().keys()].join(', ')}` });
  const needed = (field: 'title' | 'plan' | 'centre' | 'government', value: string | undefined): string => {
    if (value === undefined) issues.push({ field, message: 'is needed without a preset' });
    return value ?? '';
  };
  const plan: CampaignPlan = {
    title: needed('title', body.title ?? preset?.title),
    plan: needed('plan', body.plan ?? preset?.plan),
    preset: preset?.key ?? null,
    centre: needed('centre', body.centre ?? preset?.centre),
    government: needed('government', body.government ?? preset?.government),
    fallbackSource: isCarriedList(body) ? CARRIED : (preset?.fallbackSource ?? FALLBACK),
    dates: datesOf(body, preset, issues),
  };
  const isSupervisor = actor.roles.includes('supervisor');
  if (!isSupervisor && plan.centre !== actor.unit)
    issues.push({ field: 'centre', message: 'a centre sets up its own campaigns' });
  for (const network of body.site.allow)
    if (!allowed.includes(network))
      issues.push({
        field: 'site.allow',
        message: `${network} is not among the networks of DUBAN_INSPECT_ALLOW`,
      });
  if (issues.length > 0) throw invalid(...issues);
  return plan;
}

/** The days of a plan by the fields of the request that they come from: those of a preset are shifted to `firstDay`. */
export function daysByField(
  dates: CampaignDates,
  { dates: own = {} }: NewCampaignBody,
): Record<string, string> {
  const days: Record<string, string> = {};
  for (const [name, day] of Object.entries(dates)) {
    if (name in own) days[`dates.${name}`] = day;
    else if (day > (days['firstDay'] ?? '')) days['firstDay'] = day;
  }
  return days;
}

function datesOf(
  { dates: own = {}, firstDay }: NewCampaignBody,
  preset: CampaignPreset | undefined,
  issues: Issue[],
): CampaignDates {
  for (const name of Object.keys(own))
    if (!(DATE_NAMES as readonly string[]).includes(name))
      issues.push({ field: `dates.${name}`, message: `property ${name} should not exist` });
  if (firstDay !== undefined && !preset) issues.push({ field: 'firstDay', message: 'needs a preset' });
  const shifted = preset && (firstDay === undefined ? preset.dates : shiftTo(preset, firstDay, issues));
  const dates = mapDates((name) => own[name] ?? shifted?.[name] ?? '');
  issues.push(...dateIssues(dates).map(({ date, message }) => ({ field: `dates.${date}`, message })));
  return dates;
}

function shiftTo({ dates, start }: CampaignPreset, firstDay: string, issues: Issue[]): CampaignDates {
  try {
    parseDay(firstDay);
    return shiftDates(dates, start, firstDay);
  } catch {
    issues.push({ field: 'firstDay', message: '须为日期 YYYY-MM-DD' });
    return dates;
  }
}
