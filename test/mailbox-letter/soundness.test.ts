import { soundnessIssues, deriveMap } from '../../workflows/engine/map.js';
import { explore, type ExploreOptions } from '../../workflows/engine/explore.js';
import { workflowType } from '../../workflows/engine/commands.js';
import { formsByType } from '../../workflows/forms.js';
import { processes } from '../../workflows/registry.js';
import { arrangementInput } from '../column-arrangement/arrangement.js';
import { consultationInput } from '../consultation/consultation.js';
import { campaignInput, departmentInput } from '../service-item-campaign/campaign.js';

/** A real input for every process: with it the map must be the same as without. */
const inputs: Readonly<Record<string, unknown>> = {
  'mailbox-letter.v1': { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: true },
  'card-appeal.v1': { card: 'card-1', process: 'process-1' },
  'accountability.v1': { card: 'card-1', process: 'process-1', unit: null },
  'service-item-campaign.v1': campaignInput(['FGW', 'JYJ']),
  'service-item-campaign.v2': campaignInput(['FGW', 'JYJ']),
  'campaign-department.v1': departmentInput('FGW'),
  'campaign-department.v2': departmentInput('FGW'),
  'column-arrangement.v1': arrangementInput(['FGW', 'JYJ']),
  'survey.v1': { unit: 'JYJ', office: 'XXB', questionnaireBy: '2015-06-16' },
  'online-interview.v1': { unit: 'ZJJ', office: 'XXB', liveOn: '2026-12-31' },
  'consultation.v1': consultationInput,
};

describe.each(processes.map((process) => ({ name: workflowType(process.definition), process })))(
  '$name',
  ({ name, process }) => {
    const forms = formsByType[name]!;
    const sample: ExploreOptions['sample'] = (kind, task, outcome) => {
      if (kind === 'step') return forms.steps?.[task]?.example;
      if (kind === 'task') return forms.tasks[task]?.[outcome]?.example.decision;
      return forms[kind === 'signal' ? 'signals' : 'messages']?.[task]?.example.decision;
    };

    it('is sound when data only passes through', async () => {
      expect(await soundnessIssues(process)).toEqual([]);
    });
    it('shows the same map with real data as with data that cannot be looked into', async () => {
      if (!(name in inputs))
        throw new Error(`add an input for '${name}' to 'inputs' in test/mailbox-letter/soundness.test.ts`);
      const key = (edge: object): string => JSON.stringify(edge);
      const blind = await explore(process);
      const seeing = await explore(process, {
        sample,
        input: inputs[name],
      });
      expect(seeing.edges.map(key).sort()).toEqual(blind.edges.map(key).sort());
    });
    it('has a form and an example for every outcome', () => {
      for (const [task, definition] of Object.entries(process.definition.tasks)) {
        expect(Object.keys(forms.tasks[task] ?? {}).sort()).toEqual(Object.keys(definition.outcomes).sort());
        for (const form of Object.values(forms.tasks[task]!)) {
          expect(() => form.decision?.parse(form.example.decision)).not.toThrow();
          expect(() => form.content?.parse(form.example.content ?? {})).not.toThrow();
        }
      }
    });
    it('has a derived map with a title for every node', async () => {
      const map = await deriveMap(process);
      expect(map.nodes.filter((node) => node.title === '')).toEqual([]);
    });
  },
);
