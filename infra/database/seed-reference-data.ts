import type { EntityManager } from 'typeorm';
import { PasswordPolicy, Unit } from './entities/accounts.js';
import { ConsultationRule } from './entities/consultations.js';
import { CalendarDay, CalendarVersion, CalendarYear, Policy } from './entities/time-limits.js';
import { calendarSeed } from './seeds/calendar.js';
import { consultationRuleSeeds } from './seeds/consultation-rules.js';
import { passwordPolicySeed } from './seeds/password-policy.js';
import { DEFAULT_POLICY, policySeeds } from './seeds/policies.js';
import { unitSeeds } from './seeds/units.js';

/** Inserts units, calendar, policies, rules of consultations and of passwords that are missing. Existing rows stay unchanged. */
export async function seedReferenceData(tx: EntityManager): Promise<void> {
  await seedUnits(tx);
  await seedCalendar(tx);
  await seedPolicies(tx);
  await seedConsultationRules(tx);
  await seedPasswordPolicy(tx);
}

/** Adds units of a newer release; units that were renamed or ended here stay so. */
async function seedUnits(tx: EntityManager): Promise<void> {
  const rows = unitSeeds().map(({ path, kin, ...unit }) => ({ path: [...path], kin: [...kin], ...unit }));
  await tx.createQueryBuilder().insert().into(Unit).values(rows).orIgnore().execute();
}

/** Fills an empty calendar only: afterwards its editors own it. */
async function seedCalendar(tx: EntityManager): Promise<void> {
  if (await tx.existsBy(CalendarVersion, {})) return;
  const { version, note, days, coveredYears } = calendarSeed();
  await tx.insert(CalendarVersion, { version, note });
  await tx.insert(
    CalendarDay,
    days.map(({ date, ...day }) => ({ day: date, ...day })),
  );
  await tx.insert(CalendarYear, [...coveredYears]);
}

/**
 * Adds presets of a newer release. A newer version of an active policy is active as well; any other has to be activated. In
 * a new installation, the default policy is active.
 */
async function seedPolicies(tx: EntityManager): Promise<void> {
  const active = await tx.find(Policy, { select: { id: true }, where: { active: true } });
  const activeIds = active.length > 0 ? active.map(({ id }) => id) : [DEFAULT_POLICY];
  const rows = policySeeds().map((policy) => ({ ...policy, active: activeIds.includes(policy.id) }));
  await tx.createQueryBuilder().insert().into(Policy).values(rows).orIgnore().execute();
}

/** Adds the rules of a newer law. */
async function seedConsultationRules(tx: EntityManager): Promise<void> {
  await tx
    .createQueryBuilder()
    .insert()
    .into(ConsultationRule)
    .values([...consultationRuleSeeds()])
    .orIgnore()
    .execute();
}

/** Of a new installation only: afterwards its owner adds versions. */
async function seedPasswordPolicy(tx: EntityManager): Promise<void> {
  if (!(await tx.existsBy(PasswordPolicy, {}))) await tx.insert(PasswordPolicy, passwordPolicySeed());
}
