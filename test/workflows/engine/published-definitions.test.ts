/**
 * A running process keeps the definition it started under: its limits, performers and outcomes are law for it. So a
 * published version never changes.
 *
 * When a test here fails, do not update the snapshot. Undo the change, copy the process's folder to the next version
 * (`mailbox-letter` → `mailbox-letter-v2`, `version: 2`), change it there, and register it beside the old one: see
 * docs/writing-a-process.md, "Changing a process". `--updateSnapshot` is right only for a version that no installation
 * has ever run.
 */
import { workflowType } from '../../../workflows/engine/definition/commands.js';
import { formsByType } from '../../../workflows/forms.js';
import { processes } from '../../../workflows/registry.js';

const types = processes.map(({ definition }) => workflowType(definition));

it('registers every version once, each with its forms', () => {
  expect(new Set(types).size).toBe(types.length);
  expect(Object.keys(formsByType).sort()).toEqual([...types].sort());
});

it.each(processes.map(({ definition }) => [workflowType(definition), definition]))(
  '%s is as it was published',
  (_, definition) => {
    expect(definition).toMatchSnapshot();
  },
);
