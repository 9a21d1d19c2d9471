/** What a definition may not say. Compiled by types.test.ts, never run. */
import { defineProcess } from '../../workflows/engine/process.js';
import { appeal, examine, type PermitForms } from './permit.js';

const rest = {
  key: 'permit',
  version: 1,
  title: '许可',
  stages: { examining: '审查', appealing: '申诉' },
  messages: { withdraw: { title: '撤回' } },
  clocks: { handling: { title: '办理', limit: 'handling' } },
  ends: { granted: '准予' },
} as const;
const define = defineProcess<PermitForms>();

define({ ...rest, tasks: { examine, appeal } });

// A task of the forms is missing.
// @ts-expect-error
define({ ...rest, tasks: { examine } });

// A task that the forms do not know.
// @ts-expect-error
define({ ...rest, tasks: { examine, appeal, extra: examine } });

// An outcome of the forms is missing.
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, outcomes: { grant: '准予' } }, appeal } });

// An outcome that the forms do not know.
const outcomes = { ...examine.outcomes, later: '缓' } as const;
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, outcomes }, appeal } });

// A stage that is not declared.
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, stage: 'elsewhere' }, appeal } });

// A clock that is not declared.
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, clocks: ['patience'] }, appeal } });

// Four eyes over a task that does not exist.
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, fourEyes: ['register'] }, appeal } });

// A performer that is neither a role nor the citizen.
// @ts-expect-error
define({ ...rest, tasks: { examine: { ...examine, by: 'examiner' }, appeal } });

// A message that the forms declare is missing.
// @ts-expect-error
define({ ...rest, messages: {}, tasks: { examine, appeal } });
