import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processes } from '../../workflows/registry.js';

const root = join(import.meta.dirname, '../..');

/** Folders whose code serves every business and names none: what differs stands in a registration or in data. */
const GENERIC = [
  'domain/cases/incidents',
  'domain/cases/commands',
  'domain/cases/read-model',
  'domain/cases/recalculation',
  'domain/cases/cards',
  'domain/cases/time-limits',
  'domain/cases/units',
  'domain/cases/sla-monitor',
  'apps/gateway/cases/attachments',
  'apps/gateway/platform/audit',
  'apps/gateway/platform/auth',
  'apps/gateway/cases/calendar',
  'apps/gateway/cases',
  'apps/gateway/cases/comments',
  'apps/gateway/cases/definitions',
  'apps/gateway/cases/documents',
  'apps/gateway/cases/health',
  'apps/gateway/platform/http',
  'apps/gateway/platform/limits',
  'apps/gateway/platform',
  'apps/gateway/platform/problems',
  'apps/gateway/cases/processes',
  'apps/gateway/platform/public-input',
  'apps/gateway/platform/event-streams',
  'apps/gateway/cases/tasks',
  'apps/gateway/cases/units',
  'apps/gateway/cases/visibility',
  'workflows/engine',
] as const;

/** Cards belong to the kernel, and so do the two processes that follow from them. */
const OF_CARDS = ['card-appeal', 'accountability'];
const KEYS = [...new Set(processes.map(({ definition }) => definition.key))].filter(
  (key) => !OF_CARDS.includes(key),
);
/** A business by the key of its process, its roles and tables, or its folder in an import. */
const BUSINESS = new RegExp(
  [
    `['"\`](${KEYS.join('|')})\\b`,
    `\\b(mailbox|info|legal|service|petition)-(office|reviewer|editor|officer|centre)\\b`,
    `\\b(FROM|JOIN|INTO|UPDATE)\\s+(letter|campaign|survey|interview|consultation|arrangement|policy_document)\\w*`,
    `from '[./]+(/workflows)?/(${[...KEYS, 'letters?', 'campaigns?', 'surveys?', 'interviews?', 'consultations?', 'arrangements?'].join('|')})/`,
  ].join('|'),
  'i',
);

/** What still names one, and why. */
const KNOWN: Readonly<Record<string, string>> = {
  'apps/gateway/cases/assessment/assessment.controller.ts': 'the info office reads the facts of its columns',
  'apps/gateway/cases/policies/policies.controller.ts': 'the mailbox office reads policies',
};

/** Comments explain by examples, and so do the examples of the OpenAPI document. */
const codeOf = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<!:)\/\/.*$/gm, '')
    .replace(/\b(example|description|summary):\s+'[^'\n]*'/g, '');

const namesBusiness = (source: string): boolean => BUSINESS.test(codeOf(source));

it('generic rooms name no business', () => {
  expect(GENERIC.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  const files = GENERIC.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));

  const naming = files.filter((file) => namesBusiness(readFileSync(join(root, file), 'utf8')));

  expect(files.length).toBeGreaterThan(150);
  expect(naming.sort()).toEqual(Object.keys(KNOWN).sort());
});

it.each([
  ['the key of a process', `const KEY = 'mailbox-letter';`],
  ['the key of a process and a message', `const SENDERS = { 'survey/order': [] };`],
  ['a role of one business', `actor.roles.includes('info-editor')`],
  ['a table of one business', 'const SQL = `SELECT 1 FROM letter WHERE letter_no = $1`;'],
  ['the folder of a business', `import { readLetter } from '../letters/read-letter.js';`],
  ['the folder of a process', `import { survey } from '../../../workflows/survey/definition.js';`],
])('%s in generic code is found', (_, code) => {
  expect(namesBusiness(code)).toBe(true);
});

it.each([
  ['a comment', `// as with 'mailbox-letter'`],
  ['an example of the OpenAPI document', `@ApiProperty({ example: 'mailbox-letter' }) key!: string;`],
  ['a word that only begins alike', `const text = 'surveyor';`],
])('%s is not taken for the name of a business', (_, code) => {
  expect(namesBusiness(code)).toBe(false);
});
