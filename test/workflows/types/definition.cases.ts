/** What a definition may not say. Compiled by types.test.ts, never run. */
import { defineProcess } from '../../../workflows/engine/definition/process.js';
import { appeal, examine, type PermitForms } from './permit.js';

const rest = {
  key: 'permit',
  version: 1,
  title: '许可',
  stages: { examining: '审查', appealing: '申诉' },
  messages: { withdraw: { title: '撤回' } },
  signals: { heard: { title: '已听证' } },
  steps: { register: { title: '登记' } },
  children: { hearing: { title: '听证', process: 'hearing', version: 1 } },
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

// The same where it is written: the compiler names the stage.
define({
  ...rest,
  tasks: {
    examine,
    appeal: {
      ...appeal,
      // @ts-expect-error
      stage: 'nowhere',
    },
  },
});

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

// A message of the forms, and there is no block for it.
const { messages, signals, steps, children, ...without } = rest;
// @ts-expect-error
define({ ...without, signals, steps, children, tasks: { examine, appeal } });

// The same with signals.
// @ts-expect-error
define({ ...without, messages, steps, children, tasks: { examine, appeal } });

// The same with a step that answers.
// @ts-expect-error
define({ ...without, messages, signals, children, tasks: { examine, appeal } });

// The same with a child.
// @ts-expect-error
define({ ...without, messages, signals, steps, tasks: { examine, appeal } });

// A message that the forms do not know.
define({
  ...rest,
  tasks: { examine, appeal },
  messages: {
    ...messages,
    // @ts-expect-error
    complain: { title: '投诉' },
  },
});

// A slip in the name of an optional field would be no limit at all. In a task:
define({
  ...rest,
  tasks: {
    appeal,
    examine: {
      ...examine,
      // @ts-expect-error
      limits: 'examination',
    },
  },
});

// In a task that is declared elsewhere:
const slipped = { ...examine, expire: 'examination' } as const;
// @ts-expect-error
define({ ...rest, tasks: { examine: slipped, appeal } });

// In the definition itself:
define({
  ...rest,
  tasks: { examine, appeal },
  // @ts-expect-error
  choice: { size: { small: '小', large: '大' } },
});

// In a message:
define({
  ...rest,
  tasks: { examine, appeal },
  messages: {
    withdraw: {
      title: '撤回',
      // @ts-expect-error
      limit: 'handling',
    },
  },
});

// In a signal:
define({
  ...rest,
  tasks: { examine, appeal },
  signals: {
    heard: {
      title: '已听证',
      // @ts-expect-error
      from: 'hearing',
    },
  },
});

// In a clock:
define({
  ...rest,
  tasks: { examine, appeal },
  clocks: {
    handling: {
      title: '办理',
      limit: 'handling',
      // @ts-expect-error
      unit: 'ZJJ',
    },
  },
});

// In a step:
define({
  ...rest,
  tasks: { examine, appeal },
  steps: {
    register: {
      title: '登记',
      // @ts-expect-error
      hour: 2,
    },
  },
});

// In a child:
define({
  ...rest,
  tasks: { examine, appeal },
  children: {
    hearing: {
      title: '听证',
      process: 'hearing',
      version: 1,
      // @ts-expect-error
      key: 'hearing',
    },
  },
});

// In a choice, an option without a title:
define({
  ...rest,
  tasks: { examine, appeal },
  // @ts-expect-error
  choices: { size: { title: '大小', options: { small: '小' } } },
});

// In an end:
define({
  ...rest,
  tasks: { examine, appeal },
  // @ts-expect-error
  ends: { granted: { title: '准予' } },
});
