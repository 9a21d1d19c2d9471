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
import type { EmittedEvents } from './emitted-events.js';

const types = processes.map(({ definition }) => workflowType(definition));

/** Skipped while histories are recorded, because another file may be writing them. */
const describeRecorded = recording ? describe.skip : describe;

describeRecorded('recorded histories', () => {
  it.each(types)('every path of %s has a recorded history, and no other has one', async (type) => {
    const paths = Object.keys(pathsOf[type] ?? {}).sort();

    expect(paths).not.toEqual([]);
    expect(await recordedPaths(type)).toEqual(paths);
  });

  it('every recorded path belongs to a process of the registry', () => {
    expect(Object.keys(pathsOf).filter((type) => !types.includes(type))).toEqual([]);
  });
});

describeRecorded('replay of recorded histories', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    quietly();
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: join(repoRoot, 'workflows', 'index.ts'),
      workflowInterceptorModules: [join(import.meta.dirname, 'emitted-events.ts')],
      logger: new DefaultLogger('ERROR'),
    });
  });

  const cases = Object.entries(pathsOf).flatMap(([type, paths]) =>
    Object.keys(paths).map((path) => [type, path] as const),
  );

  // Temporal compares commands only, and most steps of a process produce none. Events are compared as well, because one
  // event more or less would shift the numbers of all later events of a running case.
  it.each(cases)(
    'replaying %s %s emits the recorded events under the recorded numbers',
    async (type, path) => {
      const { workflowId, history } = await readHistory(type, path);
      const emitted: ProcessEvent[] = [];
      const sinks: InjectedSinks<EmittedEvents> = {
        process: { emitted: { fn: (_, events) => void emitted.push(...events), callDuringReplay: true } },
      };

      await Worker.runReplayHistory({ workflowBundle, sinks }, history, workflowId);

      const recorded = eventLogOf(history).events;
      expect(emitted.sort((a, b) => a.seq - b.seq)).toEqual(recorded);
    },
  );
});
