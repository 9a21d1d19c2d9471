/** Holds the tables of docs/letters.md against the definition, the policy QDN-2015 and the words for the public. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_STATES, stateTitle, type PublicState } from '../../../apps/gateway/letters/public-steps.js';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { mailboxLetter } from '../../../workflows/letters/definition.js';
import { qdn2015 } from '../../domain/cases/time-limits/seeded.js';

const doc = readFileSync(join(repoRoot, 'docs', 'letters.md'), 'utf8');
const { stages, tasks, ends } = mailboxLetter.definition;

type Task = (typeof tasks)[keyof typeof tasks];
type Row = readonly string[];

/** The cells of the table below a heading, without its head. */
function tableBelow(heading: string): Row[] {
  const section = doc.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const titled = ([key, title]: readonly [string, string]): string => `\`${key}\` ${title}`;

/** A limit with its length: `sign` 1 wd. */
function limitOf(key: string): string {
  const { duration } = qdn2015.limits[key]!;
  if (duration && 'workingDays' in duration) return `\`${key}\` ${duration.workingDays} wd`;
  if (duration && 'calendarDays' in duration) return `\`${key}\` ${duration.calendarDays} d`;
  return `\`${key}\` by class`;
}

function timeOf(task: Task): string {
  const due = 'limit' in task ? [limitOf(task.limit)] : [];
  const clocks = 'clocks' in task ? [`clocks ${task.clocks.map((clock) => `\`${clock}\``).join(' ')}`] : [];
  const timeout = 'expires' in task ? [`timeout ${limitOf(task.expires)}: ${task.expiredTitle}`] : [];
  return [...due, ...clocks, ...timeout].join('; ');
}

function performerOf(task: Task): string {
  const role = task.by === 'citizen' ? 'writer' : `\`${task.by.role}\``;
  return 'fourEyes' in task ? `${role}, not who did \`${task.fourEyes.join(' ')}\`` : role;
}

const publicTitle = (stage: string): string =>
  (PUBLIC_STATES as readonly string[]).includes(stage) ? stateTitle(stage as PublicState) : 'as before';

it('docs/letters.md lists every stage with its title and what its writer reads', () => {
  const rows = Object.entries(stages).map(([stage, title]) => [`\`${stage}\``, title, publicTitle(stage)]);

  expect(tableBelow('Stages')).toEqual(rows);
});

it('docs/letters.md lists every task with its performer, outcomes and limits', () => {
  const rows = Object.entries(tasks).map(([name, task]) => [
    titled([name, task.title]),
    `\`${task.stage}\``,
    performerOf(task),
    Object.entries(task.outcomes).map(titled).join(', '),
    timeOf(task),
  ]);

  expect(tableBelow('Tasks')).toEqual(rows);
});

it('docs/letters.md lists every end', () => {
  expect(tableBelow('Ends').map(([end, title]) => [end, title])).toEqual(
    Object.entries(ends).map(([end, title]) => [`\`${end}\``, title]),
  );
});

it('docs/letters.md gives the handling limit of every class', () => {
  const { byClass = {} } = qdn2015.limits['handling']!;

  expect(tableBelow('Classes').map(([letterClass, , limit]) => [letterClass, limit])).toEqual([
    ...Object.entries(byClass).map(([letterClass, length]) => [
      `\`${letterClass}\``,
      length && 'workingDays' in length ? `${length.workingDays} wd` : 'none',
    ]),
    ['`REPORT`', 'none'],
  ]);
});
