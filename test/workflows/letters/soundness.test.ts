import { soundnessIssues, deriveMap } from '../../../workflows/engine/analysis/map.js';
import { explore, type ExploreOptions } from '../../../workflows/engine/analysis/explore.js';
import { workflowType } from '../../../workflows/engine/definition/commands.js';
import { formsByType } from '../../../workflows/forms.js';
import { processes } from '../../../workflows/registry.js';
import { processInputs } from '../../support/process-inputs.js';

describe.each(processes.map((process) => ({ name: workflowType(process.definition), process })))(
  '$name',
  ({ name, process }) => {
    const forms = formsByType[name]!;
    const sample: ExploreOptions['sample'] = (kind, task, outcome) => {
      if (kind === 'step') return forms.steps?.[task]?.example;
      if (kind === 'task') return forms.tasks[task]?.[outcome]?.example.decision;
      return forms[kind === 'signal' ? 'signals' : 'messages']?.[task]?.example.decision;
    };

    it(`${name} passes every soundness rule`, async () => {
      expect(await soundnessIssues(process)).toEqual([]);
    });
    it(`${name} has the same map with real data as with opaque data`, async () => {
      if (!(name in processInputs))
        throw new Error(`add an input for '${name}' to test/support/process-inputs.ts`);
      const key = (edge: object): string => JSON.stringify(edge);
      const opaque = await explore(process);
      const real = await explore(process, {
        sample,
        input: processInputs[name],
      });
      expect(real.edges.map(key).sort()).toEqual(opaque.edges.map(key).sort());
    });
    it(`${name} has a form and an example for every outcome`, () => {
      for (const [task, definition] of Object.entries(process.definition.tasks)) {
        expect(Object.keys(forms.tasks[task] ?? {}).sort()).toEqual(Object.keys(definition.outcomes).sort());
        for (const form of Object.values(forms.tasks[task]!)) {
          expect(() => form.decision?.parse(form.example.decision)).not.toThrow();
          expect(() => form.content?.parse(form.example.content ?? {})).not.toThrow();
        }
      }
    });
    it(`${name} has a title for every node of its map`, async () => {
      const map = await deriveMap(process);
      expect(map.nodes.filter((node) => node.title === '')).toEqual([]);
    });
  },
);
