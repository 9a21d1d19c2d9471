import type { AfterTask, Moved } from '../../workflows/consultations/behaviour.js';
import { readTaskContent } from './command-content.js';
import { daysAt, type Deps } from './consultation-days.js';
import { HearingsRepository } from './hearings.repository.js';
import type { StepRequest } from './step-request.js';

/** Records that the papers of the hearing were sent. */
export async function recordPapers(
  { dataSource }: Deps,
  { process: id, argument: { at } }: StepRequest<AfterTask>,
): Promise<void> {
  await new HearingsRepository(dataSource).recordPapers(id, new Date(at));
}

/** Moves the hearing to another day with the same notice; papers that were sent count as sent. */
export async function moveHearing(
  deps: Deps,
  { process: id, argument: { task, on, at } }: StepRequest<Moved>,
): Promise<{ on: string; papersBy: string }> {
  const { content } = await readTaskContent(deps.dataSource, id, task);
  const papersBy = (await daysAt(deps, at)).papersBy(on);
  const hearings = new HearingsRepository(deps.dataSource);
  await hearings.postpone(id, { on, papersBy, reason: content['reason'] ?? '' });
  return { on, papersBy };
}

/** Step: records that the hearing is cancelled, with the reason given in the task. */
export async function cancelHearing(
  { dataSource }: Deps,
  { process: id, argument: { task } }: StepRequest<AfterTask>,
): Promise<void> {
  const { content } = await readTaskContent(dataSource, id, task);
  await new HearingsRepository(dataSource).end(id, {
    state: 'cancelled',
    reason: content['reason'] ?? '',
    summary: null,
    recordedAt: null,
  });
}

/** Step: records that the hearing was held, with the summary given in the task. */
export async function recordHearing(
  { dataSource }: Deps,
  { process: id, argument: { task, at } }: StepRequest<AfterTask>,
): Promise<void> {
  const { content } = await readTaskContent(dataSource, id, task);
  await new HearingsRepository(dataSource).end(id, {
    state: 'held',
    reason: null,
    summary: content['summary'] ?? '',
    recordedAt: new Date(at),
  });
}
