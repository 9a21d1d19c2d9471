/** Plants in a behaviour what neither the compiler nor the soundness rules find. */
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked as Linter.Config,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});
const findings = async (code: string): Promise<unknown[]> => {
  const [result] = await eslint.lintText(code, { filePath: join(root, 'workflows/surveys/behaviour.ts') });
  return result!.messages
    .filter(({ ruleId }) => ruleId !== '@typescript-eslint/no-unused-vars')
    .map(({ ruleId }) => ruleId);
};

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
