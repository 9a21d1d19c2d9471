import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask, Moved } from '../../workflows/consultations/behaviour.js';
import { parseDay, startOfDay } from '../time/civil-time.js';
import { readTaskContent } from './command-content.js';
import { missingParts, plannedPeriod } from './completeness.js';
import { daysAt, type Deps } from './consultation-days.js';
import { createNotice } from './consultation-documents.js';
import { ConsultationsRepository } from './consultations.repository.js';
import { readDraft } from './draft.js';
import { HearingsRepository } from './hearings.repository.js';
import { PolicyDocumentsRepository } from './policy-documents.repository.js';
import type { StepRequest } from './step-request.js';

interface Published {
  readonly published: boolean;
  readonly closesOn: string;
  readonly hearing: { readonly on: string; readonly papersBy: string } | null;
}

/**
 * Q1: publishes the draft and opens the period. An incomplete draft, or one with a shorter period than the law allows, is
 * not published; the process then returns it to the unit.
 */
export async function publish(
  deps: Deps,
  { process: id, argument }: StepRequest<AfterTask>,
): Promise<Published> {
  const published = await open(deps, id, argument.at);
  if (published.published) await createNotice(deps.dataSource, id);
  return published;
}

async function open(deps: Deps, id: string, at: number): Promise<Published> {
  const days = await daysAt(deps, at);
  return transaction(deps.dataSource, async (tx) => {
    const consultations = new ConsultationsRepository(tx);
    const hearings = new HearingsRepository(tx);
    const row = await consultations.lock(id);
    const draft = await readDraft(tx, row);
    const { closesOn, minimumOn, faults } = plannedPeriod(draft, days, at);
    if (row.publishedAt === null) {
      if (row.state !== 'draft' || missingParts(draft).length + faults.length > 0)
        return { published: false, closesOn, hearing: null };
      await hearings.setPapersBy(id, draft.hearingOn && days.papersBy(draft.hearingOn));
      await consultations.open(id, {
        publishedAt: new Date(at),
        closesOn,
        closesAt: endOf(closesOn),
        minimumOn,
        ruleFrom: days.rule.effectiveFrom,
      });
      await new PolicyDocumentsRepository(tx).startConsulting(row.policyId);
    }
    const hearing = await hearings.planned(id);
    return {
      published: true,
      closesOn: row.publishedAt === null ? closesOn : row.closesOn!,
      hearing: hearing && { on: hearing.heldOn, papersBy: hearing.papersBy! },
    };
  });
}

/** Extends the period; an earlier day or the same one changes nothing. */
export async function extend(
  { dataSource }: Deps,
  { process: id, argument: { task, on, at } }: StepRequest<Moved>,
): Promise<{ closesOn: string }> {
  const { content } = await readTaskContent(dataSource, id, task);
  return transaction(dataSource, async (tx) => {
    const consultations = new ConsultationsRepository(tx);
    const { state, closesOn, closesAt } = await consultations.lock(id);
    if (state !== 'open' || on <= closesOn! || at >= closesAt!.getTime()) return { closesOn: closesOn! };
    const reason = content['reason'] ?? '';
    await consultations.extend(
      { consultationId: id, closesOn: on, was: closesOn!, reason, at: new Date(at) },
      endOf(on),
    );
    return { closesOn: on };
  });
}

/** 24:00 of a day. */
const endOf = (day: string): Date => new Date(startOfDay(parseDay(day) + 1));
