/** Plants faults in a behaviour that neither the compiler nor the soundness rules find. */
import { lintFindings } from './lint-findings.js';

const findings = async (code: string): Promise<string[]> =>
  (await lintFindings('workflows/surveys/behaviour.ts', code))
    .map(({ rule }) => rule)
    .filter((rule) => rule !== '@typescript-eslint/no-unused-vars');

it.each([
  ['decides on a decision in an `if`', "if (done.decision.reason === 'OTHER') p.stage('other');"],
  ['takes a flag of a decision in an `if`', "if (done.decision.urgent) p.stage('other');"],
  ['reads the clock', 'p.facts({ at: Date.now() });'],
  ['makes a date', 'p.facts({ on: new Date() });'],
  ['draws random numbers', 'p.facts({ n: Math.random() });'],
  ['keeps state in its module', 'let started = 0; started += 1;'],
])('refuses a behaviour that %s', async (_, code) => {
  expect(await findings(code)).toEqual(['no-restricted-syntax']);
});

it('a behaviour may read a decision in a choice and decide on its result', async () => {
  const code = `
    const length = p.choice.length(() => (done.decision.days > 5 ? 'long' : 'short'));
    if (length === 'long') p.stage('long');
    if (p.choice.decision(done.decision.urgent ? 'yes' : 'no') === 'yes') p.stage('long');`;

  expect(await findings(code)).toEqual([]);
});
