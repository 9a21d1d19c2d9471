import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask, Moved } from '../../workflows/consultations/behaviour.js';
import { parseDay, startOfDay } from '../time/civil-time.js';
import { missingParts, plannedPeriod } from './completeness.js';
import { makeNotice } from './consultation-documents.js';
import { readConsultation, readDraft, readHearings } from './consultation-row.js';
import { daysAt, type Deps, type Request } from './deps.js';
import { saidWith } from './command-content.js';

interface Published {
  readonly published: boolean;
  readonly closesOn: string;
  readonly hearing: { readonly on: string; readonly papersBy: string } | null;
}

/**
 * Q1: from now on it is public and open. What is not complete, or shorter than the law allows, is not published; the
 * process then goes back to the unit.
 */
export async function publish(deps: Deps, { process: id, argument }: Request<AfterTask>): Promise<Published> {
  const published = await open(deps, id, argument.at);
  if (published.published) await makeNotice(deps.dataSource, id);
  return published;
}

async function open(deps: Deps, id: string, at: number): Promise<Published> {
  const days = await daysAt(deps, at);
  return transaction(deps.dataSource, async (tx) => {
    const row = await readConsultation(tx, id, { lock: true });
    const draft = await readDraft(tx, row);
    const { closesOn, minimumOn, faults } = plannedPeriod(draft, days, at);
    if (row.publishedAt === null) {
      if (row.state !== 'draft' || missingParts(draft).length + faults.length > 0)
        return { published: false, closesOn, hearing: null };
      await tx.query(PLAN_HEARING, [id, draft.hearingOn && days.papersBy(draft.hearingOn)]);
      const { effectiveFrom } = days.rule;
      await tx.query(OPEN, [id, new Date(at), closesOn, endOf(closesOn), minimumOn, effectiveFrom]);
      await tx.query(`UPDATE policy_document SET state = 'consulting' WHERE id = $1 AND state = 'draft'`, [
        row.policy,
      ]);
    }
    const hearing = (await readHearings(tx, id)).find(({ state }) => state === 'planned');
    return {
      published: true,
      closesOn: row.publishedAt === null ? closesOn : row.closesOn!,
      hearing: hearing ? { on: hearing.on, papersBy: hearing.papersBy! } : null,
    };
  });
}

/** Makes the period longer; a day that is no later than the present one changes nothing. */
export async function extend(
  { dataSource }: Deps,
  { process: id, argument: { task, on, at } }: Request<Moved>,
): Promise<{ closesOn: string }> {
  const { content } = await saidWith(dataSource, id, task);
  return transaction(dataSource, async (tx) => {
    const { state, closesOn, closesAt } = await readConsultation(tx, id, { lock: true });
    if (state !== 'open' || on <= closesOn! || at >= closesAt!.getTime()) return { closesOn: closesOn! };
    await tx.query(
      `INSERT INTO consultation_extension (consultation_id, closes_on, was, reason, at) VALUES ($1, $2, $3, $4, $5)`,
      [id, on, closesOn, content['reason'] ?? '', new Date(at)],
    );
    await tx.query('UPDATE consultation SET closes_on = $2, closes_at = $3 WHERE id = $1', [
      id,
      on,
      endOf(on),
    ]);
    return { closesOn: on };
  });
}

/** 24:00 of a day. */
const endOf = (day: string): Date => new Date(startOfDay(parseDay(day) + 1));

const OPEN = `
  UPDATE consultation SET state = 'open', published_at = $2, closes_on = $3, closes_at = $4, minimum_on = $5,
    rule_from = $6
  WHERE id = $1`;

const PLAN_HEARING = `
  UPDATE consultation_hearing SET papers_by = $2 WHERE consultation_id = $1 AND state = 'planned'`;
