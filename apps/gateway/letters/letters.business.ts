import { poolOf } from '../../../infra/database/data-source.js';
import { LetterFiguresRepository } from '../../../domain/letters/letter-figures.repository.js';
import { processNumbered, TITLE_OF_CASE, WRITERS_WORDS } from '../../../domain/letters/letters.repository.js';
import { defineBusiness, type TaskContextReader } from '../cases/registration/business.js';
import { LetterChecks } from './letter-checks.js';
import { LetterHint, readHints } from './letter-hints.js';
import { LetterView } from './letter-view.js';
import { LettersModule } from './letters.module.js';
import { readMergeTarget } from './merge-target.js';
import { readLetter } from './letter-context.js';

const KEY = 'mailbox-letter';

const taskContext: TaskContextReader = {
  fields: {
    letter: { type: LetterView, nullable: true },
    hints: {
      type: [LetterHint],
      description: 'Hints for the person who decides who gets the letter; empty otherwise',
    },
  },
  absent: { letter: null, hints: [] },
  async read(services, actor, task) {
    const reads = services.visibility.readsContent(actor, KEY);
    const letter = await readLetter(services, actor, task.process_id, reads);
    return { letter, hints: reads ? await readHints(services.pool, task, letter) : [] };
  },
};

/** Letters to the mailbox. */
export const letters = defineBusiness({
  name: 'letters',
  module: LettersModule,
  portal: { figures: (db, month, at) => new LetterFiguresRepository(poolOf(db)).ofMonth(month, at) },
  roles: {
    'mailbox-office': {
      ...{ sees: 'unit', reads: true, listsAllUnits: true, secret: 'openTask' },
      readsPolicies: true,
    },
    'mailbox-reviewer': { sees: 'unit', reads: true, listsAllUnits: true, secret: 'openTask' },
    // 州信访局 leads the mailbox in the plan (part 2): it reads and supervises every letter, but no accusation, and proposes its limits.
    'petition-office': {
      sees: 'unit',
      reads: true,
      listsAllUnits: true,
      readsPolicies: true,
      proposesPolicies: true,
    },
  },
  processes: {
    [KEY]: {
      preconditions: ({ timeLimits }) => new LetterChecks(timeLimits).preconditions,
      checks: ({ timeLimits }) => new LetterChecks(timeLimits).checks,
      refusals: [
        'CONFLICT_UNACKNOWLEDGED',
        'UNIT_OUTSIDE_COUNTY',
        'MERGE_TARGET_INVALID',
        'MERGE_JOINS_ACCUSATION',
        'EXTENSION_NOT_ALLOWED',
        'DISPUTE_TOO_LATE',
        'COMPLEX_UNDECIDED',
        'COMPLEX_NOT_ALLOWED',
      ],
      readings: { 'register/merge': readMergeTarget },
      senders: { order: ['supervisor', 'petition-office'] },
      seenBy: { 'mailbox-office': 'all', 'mailbox-reviewer': 'all', 'petition-office': 'all' },
      duty: 'mailbox',
      handovers: ['transfer'],
      matter: TITLE_OF_CASE,
      maskedWords: WRITERS_WORDS,
      searched: true,
      taskContext,
      namedBy: { letterNo: processNumbered },
    },
  },
});
