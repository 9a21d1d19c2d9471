import type { EntityManager } from 'typeorm';
import { calendarSeed } from './seeds/calendar.js';
import { consultationRuleSeeds } from './seeds/consultation-rules.js';
import { DEFAULT_POLICY, policySeeds } from './seeds/policies.js';
import { unitSeeds } from './seeds/units.js';

/** Units, calendar, policies and the rules of consultations of a new installation. What is there already is left as it is. */
export async function seedReferenceData(tx: EntityManager): Promise<void> {
  await seedUnits(tx);
  await seedCalendar(tx);
  await seedPolicies(tx);
  await seedConsultationRules(tx);
}

/** Units that are new since the installation are added; those that were renamed or ended here stay so. */
async function seedUnits(tx: EntityManager): Promise<void> {
  await tx.query(
    `INSERT INTO unit (code, name, short_name, kind, division_code, parent_code, successor_code, valid_from, valid_to, path)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS u(code text, name text, "shortName" text, kind text,
       "divisionCode" text, "parentCode" text, "successorCode" text, "validFrom" date, "validTo" date, path text[])
     ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(unitSeeds())],
  );
}

/** Only into an empty calendar: afterwards it belongs to whoever edits it. */
async function seedCalendar(tx: EntityManager): Promise<void> {
  const { version, note, days, coveredYears } = calendarSeed();
  const known = (await tx.query('SELECT 1 FROM calendar_version LIMIT 1')) as unknown[];
  if (known.length > 0) return;
  await tx.query('INSERT INTO calendar_version (version, note) VALUES ($1, $2)', [version, note]);
  await tx.query(
    `INSERT INTO calendar_day (day, region, kind, note, source)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS d(date date, region text, kind text, note text, source text)`,
    [JSON.stringify(days)],
  );
  await tx.query(
    `INSERT INTO calendar_year (region, year, source)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS y(region text, year integer, source text)`,
    [JSON.stringify(coveredYears)],
  );
}

/**
 * A preset that is newer than the installation is added. A newer version of the active policy is active as well; any other
 * waits to be made active.
 */
async function seedPolicies(tx: EntityManager): Promise<void> {
  for (const policy of policySeeds()) {
    await tx.query(
      `INSERT INTO policy (id, version, title, effective_from, active, body)
       SELECT $1, $2, $3, $4, CASE WHEN EXISTS (SELECT 1 FROM policy WHERE active)
         THEN EXISTS (SELECT 1 FROM policy WHERE active AND id = $1) ELSE $5 END, $6::jsonb
       ON CONFLICT (id, version) DO NOTHING`,
      [
        policy.id,
        policy.version,
        policy.title,
        policy.effectiveFrom,
        policy.id === DEFAULT_POLICY,
        JSON.stringify(policy.body),
      ],
    );
  }
}

/** A law that is newer than the installation is added. */
async function seedConsultationRules(tx: EntityManager): Promise<void> {
  for (const { effectiveFrom, title, body } of consultationRuleSeeds()) {
    await tx.query(
      `INSERT INTO consultation_rule (effective_from, title, body) VALUES ($1, $2, $3)
       ON CONFLICT (effective_from) DO NOTHING`,
      [effectiveFrom, title, JSON.stringify(body)],
    );
  }
}
