import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import {
  ProcessCourseRepository,
  type ProcessCourse,
} from '../../../../domain/cases/processes/process-course.repository.js';
import { replayCourse } from '../../../../domain/cases/processes/replay-course.js';
import { toClockState } from '../../../../domain/cases/read-model/clock-rows.js';
import type { ClockState } from '../../../../domain/cases/read-model/effects.js';
import { fold } from '../../../../domain/cases/read-model/fold.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import { textOf } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { transaction } from '../../../../infra/database/transaction.js';
import type { ProcessDefinition } from '../../../../workflows/engine/definition/definition.js';
import type { ProcessEvent } from '../../../../workflows/engine/definition/events.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { toIssue } from '../../platform/problems/problem.js';
import { toRefusalView } from '../../platform/problems/refusal.js';
import { parseForm } from '../../platform/problems/validation.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { followersOf, mapOf } from '../definitions/process-maps.js';
import { formOf, processOf, stepExamples } from '../definitions/task-forms.js';
import { toClockView } from '../processes/clock-view.js';
import { Businesses } from '../registration/businesses.js';
import { Visibility } from '../visibility/visibility.js';
import { TaskActs } from './task-acts.js';
import type { NextTaskView, PreviewClockView, PreviewRefusal, TaskPreview } from './task-preview.dto.js';
import { TaskRows, type LoadedTask } from './task-rows.js';
import type { CompleteBody } from './tasks.dto.js';

type Effect = Pick<TaskPreview, 'certain' | 'next' | 'ends' | 'clocks'>;
const NOTHING: Effect = { certain: true, next: [], ends: [], clocks: [] };

const CHANGES: Readonly<Record<string, string>> = {
  'clock.started': 'starts',
  'clock.paused': 'pauses',
  'clock.resumed': 'resumes',
  'clock.extended': 'extends',
  'clock.reclassed': 'reclassed',
  'clock.moved': 'moves',
  'clock.stopped': 'stops',
};

/**
 * Shows what completing a task would do: the process's own behaviour runs in a simulation from its start to the point that
 * it has reached, and one step further; its events are read as the projection reads them. Where the read model does not
 * hold what the behaviour depends on, the derived map says what may follow.
 */
@Injectable()
export class TaskPreviewService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly tasks: TaskRows,
    private readonly taskActs: TaskActs,
    private readonly businesses: Businesses,
    private readonly courses: ProcessCourseRepository,
    private readonly timeLimits: TimeLimitService,
    private readonly units: UnitsRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see the task */
  async preview(actor: Actor, id: string, body: CompleteBody): Promise<TaskPreview> {
    const task = await this.tasks.find(actor, id);
    const refused = await refusalOf(() => this.taskActs.assertOutcome(actor, task, body.outcome));
    if (refused) return { ...NOTHING, refusals: [refused], warnings: [] };

    let decision: object | undefined;
    const refusal = await refusalOf(async () => {
      decision = await this.decisionOf(task, body);
      await this.check(actor, task, body, decision);
    });
    const effect =
      (decision && (await this.simulated(actor, task, body.outcome, decision))) ??
      (await this.possible(task, body.outcome));
    const provisional = effect.clocks.some((clock) => clock.provisional);
    const warnings = provisional ? [{ code: 'DUE_PROVISIONAL', text: textOf('cases.dueProvisional') }] : [];
    return { ...effect, refusals: refusal ? [refusal] : [], warnings };
  }

  /** The decision as the process would receive it. @throws {DubanError} VALIDATION_FAILED, and as readings */
  private async decisionOf(task: LoadedTask, body: CompleteBody): Promise<object> {
    const form = formOf(task.process_key, task.version, task.name, body.outcome);
    const written = parseForm(form?.decision, body.decision, 'decision') ?? {};
    const reading = this.businesses.reading(task.process_key, task.name, body.outcome);
    return reading ? reading(this.dataSource, written as never) : written;
  }

  /** Nothing is judged by a content that is not complete yet. @throws {DubanError} as the checks of the outcome */
  private async check(actor: Actor, task: LoadedTask, body: CompleteBody, decision: object): Promise<void> {
    const form = formOf(task.process_key, task.version, task.name, body.outcome);
    const check = this.businesses.check(task.process_key, task.name, body.outcome);
    const content = form?.content?.safeParse(body.content ?? {});
    if (!check || content?.success === false) return;
    await rolledBack(this.dataSource, (tx) =>
      check(tx, task, decision as never, { account: actor.id, content: content?.data }),
    );
  }

  private async simulated(
    actor: Actor,
    task: LoadedTask,
    outcome: string,
    decision: object,
  ): Promise<Effect | null> {
    const process = processOf(task.process_key, task.version)!;
    const course = await this.courses.read(task.process_id);
    const replayed = await replayCourse(process, course, stepExamples(task.process_key, task.version));
    if (!replayed) return null;
    const { simulation, guesses } = replayed;
    const before = simulation.events.length;
    try {
      const by = byActor(actor);
      await simulation.send({ kind: 'complete', task: task.number, outcome, decision, by });
    } catch {
      return null;
    }
    if (guesses() > 0) return null;
    const now = businessNow();
    const events = simulation.events.slice(before).map((event): ProcessEvent => {
      const { actedAt: _simulated, ...fields } = event;
      return { ...fields, at: now } as ProcessEvent;
    });
    return this.effectOf(actor, task, { process, course, events });
  }

  private async effectOf(
    actor: Actor,
    task: LoadedTask,
    course: { process: Process; course: ProcessCourse; events: readonly ProcessEvent[] },
  ): Promise<Effect> {
    const {
      process: { definition },
      events,
    } = course;
    const { clocks: rows, tasks } = course.course;
    const [entries] = await Promise.all([
      this.courses.clockEntries(task.process_id),
      this.timeLimits.ready(),
    ]);
    const clocks = new Map<number, ClockState>(rows.map(toClockState).map((clock) => [clock.number, clock]));
    const effects = fold(events, definition, { suspended: false, clocks, taskClocks: null }, this.timeLimits);
    for (const [number, clock] of [...effects.clocksStarted, ...effects.clocksChanged])
      clocks.set(number, clock);

    const units = await this.visibility.unitsSeenIn(actor, task.process_key, (field) =>
      this.courses.inputField(task.process_id, field),
    );
    const isShown = (unit: string): boolean => units === null || units.includes(unit);
    const opened = [...effects.tasksOpened.values()].filter(({ state }) => state === 'open');
    const names = await this.units.names(opened.map(({ unit }) => unit));
    const taskNames = new Map(
      [...tasks, ...effects.tasksOpened.values()].map(({ number, name }) => [number, name]),
    );
    const background = { process: task.process_id, definition, taskNames, clocks, entries };
    const { result } = effects.process;
    return {
      certain: true,
      next: opened.map(({ name, role, unit, due_at }) => ({
        task: name,
        title: definition.tasks[name]!.title,
        role,
        byAnother: isFourEyes(definition, name, task.name),
        ...(isShown(unit)
          ? { unit, unitName: names.get(unit) ?? null, dueAt: due_at ?? null }
          : { unit: null, unitName: null, dueAt: null }),
      })),
      ends: result === undefined ? [] : [{ result, title: definition.ends[result] ?? result }],
      clocks: changesOf(events).flatMap(([number, change]): PreviewClockView[] => {
        const clock = clocks.get(number)!;
        return isShown(clock.unit) ? [{ ...toClockView(clock, background, this.timeLimits), change }] : [];
      }),
    };
  }

  /** What may follow, from the map. */
  private async possible(task: LoadedTask, outcome: string): Promise<Effect> {
    const process = processOf(task.process_key, task.version)!;
    const { tasks, ends } = process.definition;
    const followers = followersOf(await mapOf(process), task.name, outcome);
    const next = followers.flatMap((node): NextTaskView[] => {
      const follower = tasks[node];
      if (!follower) return [];
      const role = follower.by === 'citizen' ? 'citizen' : follower.by.role;
      const byAnother = isFourEyes(process.definition, node, task.name);
      return [
        { task: node, title: follower.title, role, unit: null, unitName: null, dueAt: null, byAnother },
      ];
    });
    const results = followers.flatMap((node) => (node.startsWith('end:') ? [node.slice('end:'.length)] : []));
    return {
      certain: false,
      next,
      ends: results.map((result) => ({ result, title: ends[result] ?? result })),
      clocks: [],
    };
  }
}

const isFourEyes = ({ tasks }: ProcessDefinition, task: string, completed: string): boolean =>
  tasks[task]!.fourEyes?.includes(completed) ?? false;

class RolledBack extends Error {}

/** Runs work in a transaction that leaves nothing behind. */
async function rolledBack(dataSource: DataSource, work: (tx: EntityManager) => Promise<void>): Promise<void> {
  const undone = transaction(dataSource, async (tx): Promise<void> => {
    await work(tx);
    throw new RolledBack();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error;
  });
}

/** What each clock does, once: a clock that starts is shown as starting, whatever happens to it next. */
function changesOf(events: readonly ProcessEvent[]): [number, string][] {
  const changes = new Map<number, string>();
  for (const event of events) {
    const change = CHANGES[event.type];
    if (change === undefined || !('clock' in event) || event.clock === undefined) continue;
    if (changes.get(event.clock) === 'starts' && change !== 'stops') continue;
    changes.set(event.clock, event.type === 'clock.stopped' && event.fulfilled ? 'fulfilled' : change);
  }
  return [...changes];
}

async function refusalOf(assert: () => Promise<unknown>): Promise<PreviewRefusal | null> {
  try {
    await assert();
    return null;
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    const { issues } = error.details;
    return { ...toRefusalView(error), ...(issues && { issues: issues.map(toIssue) }) };
  }
}
