import { arrangementInput } from '../workflows/arrangements/arrangement.js';
import type { Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

const ENTRY = '00000000-0000-4000-8000-0000000000e1';
const EDITOR = { account: 'editor', unit: 'XXB', roles: ['info-editor'] };

async function published(year: Instance): Promise<void> {
  await year.complete('arrange', 'submit');
  await year.complete('approve', 'publish');
}

export const arrangementPaths: Paths = {
  'all-answer-and-one-is-moved': {
    input: arrangementInput(['FGW', 'JYJ']),
    result: 'concluded',
    steps: async (year) => {
      await year.complete('propose', 'propose');
      await year.complete('propose', 'none');
      await published(year);
      await year.openTask('conclude');
      await year.send({
        kind: 'message',
        name: 'change',
        decision: { entry: ENTRY, kind: 'MONTH' },
        by: EDITOR,
      });
      await year.complete('conclude', 'conclude');
    },
  },
  'closed-without-the-silent': {
    input: arrangementInput(['FGW', 'JYJ']),
    result: 'concluded',
    steps: async (year) => {
      await year.complete('propose', 'propose');
      await year.complete('closeProposals', 'close');
      await published(year);
      await year.complete('conclude', 'conclude');
    },
  },
  'returned-to-a-unit-and-by-the-reviewer': {
    input: arrangementInput(['FGW']),
    result: 'concluded',
    steps: async (year) => {
      await year.complete('propose', 'propose');
      await year.complete('arrange', 'return', { unit: 'FGW' });
      await year.complete('revise', 'revise');
      await year.complete('arrange', 'submit');
      await year.complete('approve', 'return');
      await published(year);
      await year.complete('conclude', 'conclude');
    },
  },
  'returned-to-a-unit-that-stays-silent': {
    input: arrangementInput(['FGW']),
    silent: true,
    result: 'concluded',
    steps: async (year) => {
      await year.complete('propose', 'propose');
      await year.complete('arrange', 'return', { unit: 'FGW' });
      await published(year);
      await year.complete('conclude', 'conclude');
    },
  },
};
