/**
 * A running process keeps the definition it was started in: its limits, performers and outcomes apply to it. So a
 * published version never changes.
 *
 * When a test here fails, do not update the snapshot. Undo the change, copy the process to a folder of its own
 * (`workflows/<process>/v1`), raise the version of the newest and change that: see docs/writing-a-process.md, "Changing a
 * process". `--updateSnapshot` is right only for a version that no installation has ever run.
 */
import { workflowType } from '../../../workflows/engine/definition/commands.js';
import { formsByType } from '../../../workflows/forms.js';
import { processes } from '../../../workflows/registry.js';

const types = processes.map(({ definition }) => workflowType(definition));

it('the registry holds every version once, each with its forms', () => {
  expect(new Set(types).size).toBe(types.length);
  expect(Object.keys(formsByType).sort()).toEqual([...types].sort());
});

it.each(processes.map(({ definition }) => [workflowType(definition), definition]))(
  'the definition %s is unchanged since its publication',
  (_, definition) => {
    expect(definition).toMatchSnapshot();
  },
);

it('the registry holds every child that a process starts, in that version', () => {
  const children = processes.flatMap(({ definition }) => Object.values(definition.children ?? {}));

  expect(children.length).toBeGreaterThan(0);
  for (const { process: key, version } of children) expect(types).toContain(workflowType({ key, version }));
});
