import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type InjectedSinks,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';
import { eventLogOf } from '../../domain/cases/read-model/event-log.js';
import { workflowType } from '../../workflows/engine/definition/commands.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import { processes } from '../../workflows/registry.js';
import { quietly } from '../support/processes-on-temporal.js';
import { readHistory, recordedPaths, recording } from './histories.js';
import { pathsOf } from './paths.js';
import type { ToldEvents } from './told-events.js';

const types = processes.map(({ definition }) => workflowType(definition));

/** While some are being written, another file's tests may be half-way: the next run judges them. */
const describeRecorded = recording ? describe.skip : describe;

describeRecorded('recorded histories', () => {
  it.each(types)('of %s: there are some, one for each of its paths', async (type) => {
    const paths = Object.keys(pathsOf[type] ?? {}).sort();

    expect(paths).not.toEqual([]);
    expect(await recordedPaths(type)).toEqual(paths);
  });

  it('belong to processes that may still run', () => {
    expect(Object.keys(pathsOf).filter((type) => !types.includes(type))).toEqual([]);
  });
});

describeRecorded('the present code replays, and tells the same events under the same numbers', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    quietly();
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: join(repoRoot, 'workflows', 'index.ts'),
      workflowInterceptorModules: [join(import.meta.dirname, 'told-events.ts')],
      logger: new DefaultLogger('ERROR'),
    });
  });

  const cases = Object.entries(pathsOf).flatMap(([type, paths]) =>
    Object.keys(paths).map((path) => [type, path] as const),
  );

  // Temporal compares commands only, and most steps of a process give none: events are compared besides, because an
  // event more or less would number everything that a running case tells from then on wrongly.
  it.each(cases)('%s %s', async (type, path) => {
    const { workflowId, history } = await readHistory(type, path);
    const told: ProcessEvent[] = [];
    const sinks: InjectedSinks<ToldEvents> = {
      process: { tell: { fn: (_, events) => void told.push(...events), callDuringReplay: true } },
    };

    await Worker.runReplayHistory({ workflowBundle, sinks }, history, workflowId);

    const recorded = eventLogOf(history).events;
    expect(told.sort((a, b) => a.seq - b.seq)).toEqual(recorded);
  });
});
