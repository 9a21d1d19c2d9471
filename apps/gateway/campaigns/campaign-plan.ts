import { dateIssues, DATE_NAMES, mapDates, shiftDates } from '../../../domain/campaigns/campaign-dates.js';
import { FALLBACK } from '../../../domain/campaigns/compile-catalogue.js';
import { presets, type CampaignPreset } from '../../../domain/campaigns/campaign-presets.js';
import { parseDay } from '../../../domain/time/civil-time.js';
import { issue } from '../../../domain/messages/index.js';
import type { CampaignDates } from '../../../workflows/campaigns/behaviour.js';
import type { Issue } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import type { CampaignDatesBody, NewCampaignBody } from './campaigns.dto.js';

/** The process of a campaign, and that of each department. */
export const CAMPAIGN_PROCESSES = ['service-item-campaign', 'campaign-department'];

/** The complete settings of a new campaign. */
export interface CampaignPlan {
  readonly title: string;
  readonly plan: string;
  readonly preset: string | null;
  readonly centre: string;
  readonly government: string;
  readonly fallbackSource: string;
  readonly dates: CampaignDates;
}

/** Source of items that come from the catalogue of an earlier campaign. */
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
  const preset = presetOf(body, issues);
  const required = (field: 'title' | 'plan' | 'centre' | 'government', value: string | undefined): string => {
    if (value === undefined) issues.push(issue(field, 'campaigns.requiredWithoutPreset'));
    return value ?? '';
  };
  const plan: CampaignPlan = {
    title: required('title', body.title ?? preset?.title),
    plan: required('plan', body.plan ?? preset?.plan),
    preset: preset?.key ?? null,
    centre: required('centre', body.centre ?? preset?.centre),
    government: required('government', body.government ?? preset?.government),
    fallbackSource: isCarriedList(body) ? CARRIED : (preset?.fallbackSource ?? FALLBACK),
    dates: datesOf(body, preset, issues),
  };
  const isSupervisor = actor.roles.includes('supervisor');
  if (!isSupervisor && plan.centre !== actor.unit) issues.push(issue('centre', 'campaigns.ownCentreOnly'));
  for (const network of body.site.allow)
    if (!allowed.includes(network))
      issues.push(issue('site.allow', 'campaigns.networkNotAllowed', { network }));
  if (issues.length > 0) throw invalid(...issues);
  return plan;
}

/**
 * The days of a campaign that is not set up yet.
 *
 * @throws {DubanError} VALIDATION_FAILED naming every day at fault
 */
export function planDates(body: CampaignDatesBody): CampaignDates {
  const issues: Issue[] = [];
  const dates = datesOf(body, presetOf(body, issues), issues);
  if (issues.length > 0) throw invalid(...issues);
  return dates;
}

/** The days of a plan by the fields of the request that set them: the days of a preset follow `firstDay`. */
export function daysByField(
  dates: CampaignDates,
  { dates: own = {} }: CampaignDatesBody,
): Record<string, string> {
  const days: Record<string, string> = {};
  for (const [name, day] of Object.entries(dates)) {
    if (name in own) days[`dates.${name}`] = day;
    else if (day > (days['firstDay'] ?? '')) days['firstDay'] = day;
  }
  return days;
}

function presetOf({ preset: key }: CampaignDatesBody, issues: Issue[]): CampaignPreset | undefined {
  if (key === undefined) return undefined;
  const preset = presets().get(key);
  if (!preset) issues.push(issue('preset', 'campaigns.presetUnknown', { presets: [...presets().keys()] }));
  return preset;
}

function datesOf(
  { dates: own = {}, firstDay }: CampaignDatesBody,
  preset: CampaignPreset | undefined,
  issues: Issue[],
): CampaignDates {
  for (const name of Object.keys(own))
    if (!(DATE_NAMES as readonly string[]).includes(name))
      issues.push(issue(`dates.${name}`, 'fields.unknown'));
  if (firstDay !== undefined && !preset) issues.push(issue('firstDay', 'campaigns.firstDayNeedsPreset'));
  const shifted = preset && (firstDay === undefined ? preset.dates : shiftTo(preset, firstDay, issues));
  const dates = mapDates((name) => own[name] ?? shifted?.[name] ?? '');
  issues.push(...dateIssues(dates).map(({ date, text }) => ({ field: `dates.${date}`, ...text })));
  return dates;
}

function shiftTo({ dates, start }: CampaignPreset, firstDay: string, issues: Issue[]): CampaignDates {
  try {
    parseDay(firstDay);
    return shiftDates(dates, start, firstDay);
  } catch {
    issues.push(issue('firstDay', 'fields.day'));
    return dates;
  }
}
