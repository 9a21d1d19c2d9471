import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';
import { unitSeeds } from '../../infra/database/seeds/units.js';
import { processes } from '../../workflows/registry.js';

/** Rooms that serve every business and name none: what differs is in a registration or in data. */
const GENERIC = ['domain/cases', 'apps/gateway/cases', 'apps/gateway/platform', 'workflows/engine'];

/** Cards belong to the kernel, and so do the two processes that follow from them. */
const OF_CARDS = ['card-appeal', 'accountability'];
const KEYS = [...new Set(processes.map(({ definition }) => definition.key))].filter(
  (key) => !OF_CARDS.includes(key),
);
/** A business is named by the key of its process, its roles, units and tables, or its folder in an import. */
const BUSINESS = new RegExp(
  [
    `['"\`](${KEYS.join('|')})\\b`,
    `\\b(mailbox|info|legal|service|petition)-(office|reviewer|editor|officer|centre)\\b`,
    `\\b(FROM|JOIN|INTO|UPDATE)\\s+(letter|campaign|survey|interview|consultation|arrangement|policy_document)\\w*`,
    `['"\`](${unitSeeds()
      .map(({ code }) => code)
      .join('|')})['"\`]`,
    `from '[./]+(/workflows)?/(${[...KEYS, 'letters?', 'campaigns?', 'surveys?', 'interviews?', 'consultations?', 'arrangements?'].join('|')})/`,
  ].join('|'),
  'i',
);

/** Comments explain by examples, and so do the examples of the OpenAPI document. */
const codeOf = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<!:)\/\/.*$/gm, '')
    .replace(/\b(example|description|summary):\s+'[^'\n]*'/g, '');

const namesBusiness = (source: string): boolean => BUSINESS.test(codeOf(source));

it('generic rooms name no business', () => {
  const files = GENERIC.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: repoRoot }));

  const naming = files.filter((file) => namesBusiness(readFileSync(join(repoRoot, file), 'utf8')));

  expect(files.length).toBeGreaterThan(150);
  expect(naming).toEqual([]);
});

it.each([
  ['the key of a process', `const KEY = 'mailbox-letter';`],
  ['the key of a process and a message', `const SENDERS = { 'survey/order': [] };`],
  ['a role of one business', `actor.roles.includes('info-editor')`],
  ['the code of a unit', `const OFFICES = ['ZFB'];`],
  ['the code of an office in a county', `const OFFICE = '522601-ZJJ';`],
  ['a table of one business', 'const SQL = `SELECT 1 FROM letter WHERE letter_no = $1`;'],
  ['the folder of a business', `import { readLetter } from '../letters/read-letter.js';`],
  ['the folder of a process', `import { survey } from '../../../workflows/survey/definition.js';`],
])('%s in generic code is reported', (_, code) => {
  expect(namesBusiness(code)).toBe(true);
});

it.each([
  ['a comment', `// as with 'mailbox-letter'`],
  ['an example of the OpenAPI document', `@ApiProperty({ example: 'mailbox-letter' }) key!: string;`],
  ['a word with the same beginning', `const text = 'surveyor';`],
])('%s is not mistaken for a business', (_, code) => {
  expect(namesBusiness(code)).toBe(false);
});
