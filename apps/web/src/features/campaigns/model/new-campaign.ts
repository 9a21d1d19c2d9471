import type { NewCampaign, PlanDays, Preset } from '../setup-api.js';

/** A form that sets up a campaign. Days are YYYY-MM-DD; null: not filled in. */
export interface NewCampaignForm {
  /** Key of the plan that it follows; null: days of its own. */
  readonly preset: string | null;
  readonly firstDay: string | null;
  /** Days that were written by hand, by step. */
  readonly dates: Readonly<Record<string, string | null>>;
  readonly title: string;
  readonly plan: string;
  readonly centre: string;
  readonly government: string;
  readonly departments: readonly string[];
  readonly url: string;
  /** Further hosts, as typed. */
  readonly alsoHosts: string;
  readonly networks: readonly string[];
  readonly maxMinutes: number | undefined;
  readonly rate: number | undefined;
  readonly fallbackList: string | null;
  readonly carriesOver: string | null;
}

export const MAX_MINUTES = 240;
export const RATE = 2;

const EMPTY: NewCampaignForm = {
  ...{ preset: null, firstDay: null, dates: {}, title: '', plan: '', centre: '', government: '' },
  ...{ departments: [], url: '', alsoHosts: '', networks: [], maxMinutes: MAX_MINUTES, rate: RATE },
  ...{ fallbackList: null, carriesOver: null },
};

/**
 * A form as a plan fills it, or an empty one.
 *
 * @param unit of the account: it runs the campaign, unless a plan says otherwise
 * @param today the first day until another one is chosen
 */
export const formOf = (preset: Preset | undefined, unit: string, today: string): NewCampaignForm =>
  preset
    ? {
        ...EMPTY,
        ...{ preset: preset.key, plan: preset.plan, firstDay: today },
        ...{ centre: preset.centre, government: preset.government, title: titleAt(preset, today) },
      }
    : { ...EMPTY, centre: unit };

/** A plan's title, with the year in which the campaign begins. */
export const titleAt = ({ title, start }: Preset, firstDay: string): string =>
  title.replaceAll(start.slice(0, 4), firstDay.slice(0, 4));

/** Another first day: the title follows while nobody has rewritten it. */
export function withFirstDay(
  form: NewCampaignForm,
  preset: Preset | undefined,
  firstDay: string | null,
): NewCampaignForm {
  if (!preset || firstDay === null) return { ...form, firstDay };
  const isOwn = form.firstDay !== null && form.title !== titleAt(preset, form.firstDay);
  return { ...form, firstDay, title: isOwn ? form.title : titleAt(preset, firstDay) };
}

/** What the days are made of; null: days are missing, so that nothing can be asked. */
export function daysOf(
  { preset, firstDay, dates }: NewCampaignForm,
  steps: readonly { readonly name: string }[],
): PlanDays | null {
  const own = Object.entries(dates);
  // A day that is being typed is none yet: the plan's must not replace it unseen.
  if (own.some(([, day]) => day === null)) return null;
  const written = Object.fromEntries(own) as Record<string, string>;
  if (preset !== null) return firstDay === null ? null : { preset, firstDay, dates: written };
  return steps.every(({ name }) => written[name] !== undefined) ? { dates: written } : null;
}

/** @param days of `daysOf` */
export function bodyOf(form: NewCampaignForm, days: PlanDays): NewCampaign {
  const { title, plan, centre, government, departments, url, alsoHosts, networks } = form;
  const { maxMinutes, rate, fallbackList, carriesOver } = form;
  return {
    ...days,
    ...{ title: title.trim(), plan: plan.trim(), centre, government, departments: [...departments] },
    site: {
      url: url.trim(),
      alsoHosts: alsoHosts.split(/[\s,，;；、]+/).filter((host) => host !== ''),
      allow: [...networks],
      maxMinutes: maxMinutes ?? MAX_MINUTES,
      rate: rate ?? RATE,
    },
    ...(fallbackList !== null && { fallbackList }),
    ...(carriesOver !== null && { carriesOver }),
  } as NewCampaign;
}

/** What the server says against a field, or against a part of it: `departments.3` is the field of all units. */
export function faultOf(faults: ReadonlyMap<string, string>, field: string): string | undefined {
  const exact = faults.get(field);
  if (exact !== undefined) return exact;
  for (const [name, text] of faults) if (name.startsWith(`${field}.`)) return text;
  return undefined;
}

/** What must be filled in before anything can be sent, by the text that names it. */
export function missingFields(
  { title, plan, centre, government, departments, url }: NewCampaignForm,
  hasAllDays: boolean,
): ('name' | 'plan' | 'centre' | 'government' | 'days' | 'units' | 'url')[] {
  const filled = {
    ...{ name: title.trim() !== '', plan: plan.trim() !== '', centre: centre !== '' },
    ...{
      government: government !== '',
      days: hasAllDays,
      units: departments.length > 0,
      url: url.trim() !== '',
    },
  };
  return (Object.keys(filled) as (keyof typeof filled)[]).filter((field) => !filled[field]);
}
