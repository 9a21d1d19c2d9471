import { processes } from '../../../workflows/registry.js';
import type { TaskDefinition } from '../../../workflows/engine/definition/definition.js';
import type { RoleRights } from './registration/role-rights.js';
import type { ProcessRules } from './registration/business.js';
import type { Businesses } from './registration/businesses.js';

const INTRODUCTION = `# Who sees what

Generated from the code: \`npm run build && node dist/apps/gateway/who-sees-what.js > docs/who-sees-what.md\`. A test fails
when this page is stale. A case that a role does not see is answered with 404.

- A case is hidden from the units that it accuses and from every unit below them. No role changes that.
- An ordinary case is visible by the rights of the role (first table) and by the rules of its process (second table).
- A secret case (检举控告, and a process that refers to one) is visible only through a task for the role in the account's unit.
- "Reads" means free text, files and who wrote it. Without it a role sees stages, units, due dates and outcomes.
`;

const SEES: Readonly<Record<RoleRights['sees'], string>> = {
  unit: 'cases in which its unit has or had a task',
  subtree: 'cases in which its unit, or a unit below, has or had a task',
  carded: 'cases with a card, and those in which its unit has or had a task',
  all: 'every case',
  none: 'no case',
};
const SECRET: Readonly<Record<NonNullable<RoleRights['secret']>, string>> = {
  openTask: 'while its unit has an open task for the role',
  anyTask: 'once its unit has had a task for the role',
};

/** The page docs/who-sees-what.md: rights of roles, then rules of processes. */
export function whoSeesWhat(businesses: Businesses): string {
  const roles = businesses.roles().map((role) => {
    const { sees, reads, listsAllUnits, secret } = businesses.rightsOf(role);
    return [
      `\`${role}\``,
      SEES[sees],
      reads ? 'every case it sees' : 'where the process says so',
      secret ? SECRET[secret] : 'never',
      listsAllUnits ? 'all' : 'own',
    ];
  });
  const rules = businesses
    .entries()
    .map(([key, process]) => [`\`${key}\``, ...rulesOf(key, process, businesses)]);
  return [
    INTRODUCTION,
    '## Roles\n',
    table(['Role', 'Sees', 'Reads', 'Secret cases', 'Units in lists'], roles),
    '\n## Processes\n',
    'Rules that a process adds to the rights of the roles.\n',
    table(['Process', 'Shown to', 'Read by', 'Messages of staff', 'Units see', 'Transferred by'], rules),
    '\nUploaded files are read by who reads the content, but for:\n',
    table(
      ['Process', 'Files read by'],
      businesses.entries().flatMap(([key, { files }]) => (files ? [[`\`${key}\``, files.says]] : [])),
    ),
    '\n## Reading, by role and process\n',
    '`✓` reads the content of the cases that it sees; `–` sees at most their stages, units, due dates and outcomes.\n',
    table(
      ['Role', ...businesses.entries().map(([key]) => `\`${key}\``)],
      businesses.roles().map((role) => [
        `\`${role}\``,
        ...businesses.entries().map(([, { readers = [] }]) => {
          const { sees, reads } = businesses.rightsOf(role);
          return sees !== 'none' && (reads || readers.includes(role)) ? '✓' : '–';
        }),
      ]),
    ),
    '',
  ].join('\n');
}

function rulesOf(key: string, rules: ProcessRules, businesses: Businesses): string[] {
  const shown = Object.entries(rules.seenBy ?? {}).map(([role, which]) =>
    which === 'all' ? `\`${role}\`: every case` : `\`${role}\`: cases with its unit as \`${which.unitIn}\``,
  );
  const everywhere = performersOf(key).filter((role) => businesses.rightsOf(role).reads);
  const readers = [...new Set([...everywhere, ...(rules.readers ?? [])])].sort();
  const messages = Object.entries(rules.senders ?? {}).map(
    ([message, senders]) => `\`${message}\`: ${senders.map((role) => `\`${role}\``).join(', ')}`,
  );
  return [
    shown.join('; ') || 'the units with a task',
    readers.map((role) => `\`${role}\``).join(', ') || 'roles that read every case',
    messages.join('; ') || 'none',
    rules.unitsApart ? `their own part; \`${rules.unitsApart.officeIn}\` all` : 'the whole case',
    (rules.handovers ?? []).map((task) => `\`${task}\``).join(', ') || '–',
  ];
}

/** Roles that have a task in the process. */
const performersOf = (key: string): string[] =>
  processes
    .filter(({ definition }) => definition.key === key)
    .flatMap(({ definition }) =>
      (Object.values(definition.tasks) as TaskDefinition[]).flatMap(({ by }) =>
        by === 'citizen' ? [] : [by.role],
      ),
    );

/** As prettier lays a table out, so that formatting the page changes nothing. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column]!)].map(width)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((wide) => '-'.repeat(wide))), ...rows.map(line)].join('\n');
}

/** Wide characters count twice. */
const width = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
