/** Plants a violation for every arrow between the folders, and one import that the arrow allows. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const eslint = new ESLint({
  cwd: root,
  // The planted files do not exist, so rules that ask the compiler are off.
  overrideConfig: [
    tseslint.configs.disableTypeChecked as Linter.Config,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** What a rule says about a line of code in a file of that path. */
async function findings(rule: string, file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  const fatal = result!.messages.filter((message) => message.fatal);
  expect(fatal).toEqual([]);
  return result!.messages.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
}

describe('refuses that', () => {
  it.each([
    ['a behaviour uses Node', 'workflows/surveys/behaviour.ts', "import { hostname } from 'node:os';"],
    ['a behaviour uses a package', 'workflows/surveys/behaviour.ts', "import { z } from 'zod';"],
    [
      'a behaviour uses Temporal',
      'workflows/surveys/behaviour.ts',
      "import { sleep } from '@temporalio/workflow';",
    ],
    ['a behaviour loads its forms', 'workflows/surveys/behaviour.ts', "import { forms } from './forms.js';"],
    [
      'a behaviour loads its forms among types',
      'workflows/surveys/behaviour.ts',
      "import { type forms } from './forms.js';",
    ],
    [
      'a definition loads its forms',
      'workflows/surveys/definition.ts',
      "import { forms } from './forms.js';",
    ],
    [
      'a behaviour uses another process',
      'workflows/surveys/behaviour.ts',
      "import { mailboxLetterProcess } from '../mailbox-letter/behaviour.js';",
    ],
    [
      'a behaviour uses the adapter to Temporal',
      'workflows/surveys/behaviour.ts',
      "import { runProcess } from '../engine/temporal.js';",
    ],
    [
      'a behaviour uses an activity',
      'workflows/surveys/behaviour.ts',
      "import { project } from '../../activities/read-model/project.js';",
    ],
    ['a behaviour loads something on the way', 'workflows/surveys/behaviour.ts', "await import('node:fs');"],
    ['a behaviour passes something on', 'workflows/surveys/behaviour.ts', "export * from './forms.js';"],
    [
      'the engine knows a process',
      'workflows/engine/runtime/run.ts',
      "import { mailboxLetter } from '../mailbox-letter/definition.js';",
    ],
    [
      'the core of the engine knows Temporal',
      'workflows/engine/runtime/run.ts',
      "import { sleep } from '@temporalio/workflow';",
    ],
    [
      'the engine knows infrastructure, even its types',
      'workflows/engine/runtime/run.ts',
      "import type { Config } from '../../infra/config/config.js';",
    ],
    [
      'a behaviour loads fields of forms',
      'workflows/surveys/behaviour.ts',
      "import { paragraphs } from '../form-fields.js';",
    ],
    ['the bundle holds forms', 'workflows/index.ts', "import { formsByType } from './forms.js';"],
    ['the registry holds forms', 'workflows/registry.ts', "import { formsByType } from './forms.js';"],
    [
      'the adapter to Temporal uses Node',
      'workflows/engine/temporal/process-workflow.ts',
      "import { env } from 'node:process';",
    ],
    [
      'forms know a behaviour',
      'workflows/surveys/forms.ts',
      "import { surveyProcess } from './behaviour.js';",
    ],
    [
      'forms use another package',
      'workflows/surveys/forms.ts',
      "import { IsString } from 'class-validator';",
    ],
    [
      'an activity knows the gateway',
      'activities/read-model/project.ts',
      "import { TasksService } from '../../apps/gateway/cases/tasks/tasks.service.js';",
    ],
    [
      'an activity reads settings',
      'activities/read-model/project.ts',
      "import { loadConfig } from '../../infra/config/config.js';",
    ],
    [
      'an activity knows a behaviour',
      'activities/read-model/project.ts',
      "import { mailboxLetterProcess } from '../../workflows/letters/behaviour.js';",
    ],
    [
      'an activity loads workflow code',
      'activities/read-model/project.ts',
      "import { runProcess } from '../../workflows/engine/temporal/process-workflow.js';",
    ],
    [
      'the gateway knows a behaviour',
      'apps/gateway/letters/letters.service.ts',
      "import { mailboxLetterProcess } from '../../../workflows/mailbox-letter/behaviour.js';",
    ],
    [
      'the gateway loads workflow code',
      'apps/gateway/letters/letters.service.ts',
      "import { commandUpdate } from '../../../workflows/engine/temporal.js';",
    ],
    [
      'the gateway knows the worker',
      'apps/gateway/main.ts',
      "import { bundle } from '../worker/bundle-workflows.js';",
    ],
    [
      'the browser knows infrastructure',
      'apps/web/src/main.tsx',
      "import { loadConfig } from '../../../infra/config/config.js';",
    ],
    [
      'the browser knows a behaviour',
      'apps/web/src/main.tsx',
      "import { mailboxLetterProcess } from '../../../workflows/mailbox-letter/behaviour.js';",
    ],
    [
      'infrastructure knows a process',
      'infra/database/data-source.ts',
      "import { mailboxLetter } from '../../workflows/letters/definition.js';",
    ],
    [
      'infrastructure knows an activity',
      'infra/database/data-source.ts',
      "import { project } from '../../activities/read-model/project.js';",
    ],
    [
      'infrastructure knows the gateway',
      'infra/local/stack.ts',
      "import { AppModule } from '../../apps/gateway/app.module.js';",
    ],
    [
      'the inspector knows another activity',
      'infra/tools/inspect/main.ts',
      "import { Projection } from '../../domain/cases/read-model/projection.js';",
    ],
    [
      'reconciliation knows the gateway',
      'infra/tools/reconcile/main.ts',
      "import { AppModule } from '../../apps/gateway/app.module.js';",
    ],
  ])('%s', async (_, file, code) => {
    expect(await findings('house/imports', file, code)).toHaveLength(1);
  });
});

describe('allows that', () => {
  it.each([
    [
      'a behaviour uses the engine',
      'workflows/surveys/behaviour.ts',
      "import { role } from '../engine/process.js';",
    ],
    [
      'a behaviour uses its definition',
      'workflows/surveys/behaviour.ts',
      "import { survey } from './definition.js';",
    ],
    [
      'a definition knows the types of its forms',
      'workflows/surveys/definition.ts',
      "import type { forms } from './forms.js';",
    ],
    [
      'a process knows the types of another one',
      'workflows/surveys/behaviour.ts',
      "import type { LetterInput } from '../mailbox-letter/behaviour.js';",
    ],
    ['the engine uses itself', 'workflows/engine/runtime/run.ts', "import { Branch } from './branch.js';"],
    [
      'the adapter uses Temporal',
      'workflows/engine/temporal/process-workflow.ts',
      "import { sleep } from '@temporalio/workflow';",
    ],
    [
      'the watch uses Temporal',
      'workflows/sla-monitor/workflow.ts',
      "import { sleep } from '@temporalio/workflow';",
    ],
    [
      'the bundle holds the registry and the adapter',
      'workflows/index.ts',
      "import { processes } from './registry.js';\nimport { runProcess } from './engine/temporal.js';",
    ],
    [
      'the registry knows behaviours',
      'workflows/registry.ts',
      "import { mailboxLetterProcess } from './mailbox-letter/behaviour.js';",
    ],
    ['forms use the schema library', 'workflows/surveys/forms.ts', "import { z } from 'zod';"],
    [
      'forms use the fields of all forms',
      'workflows/surveys/forms.ts',
      "import { paragraphs } from '../form-fields.js';",
    ],
    [
      'fields of forms use the rule for texts',
      'workflows/fields/form-fields.ts',
      "import { tidied } from './written-text.js';",
    ],
    [
      'an activity uses the rule for texts',
      'activities/survey/a.ts',
      "import { tidied } from '../../workflows/fields/written-text.js';",
    ],
    [
      'an activity uses database, definitions and Node',
      'activities/read-model/project.ts',
      "import { dataSource } from '../../infra/database/data-source.js';\nimport { processes } from '../../workflows/registry.js';\nimport { createHash } from 'node:crypto';",
    ],
    [
      'an activity implements the types of the adapter',
      'activities/read-model/project.ts',
      "import type { EngineActivities } from '../../workflows/engine/temporal/process-workflow.js';",
    ],
    [
      'the gateway uses forms, registry, engine, activities, settings and packages',
      'apps/gateway/letters/letters.service.ts',
      [
        "import { formsByType } from '../../../workflows/forms.js';",
        "import { processes } from '../../../workflows/registry.js';",
        "import { DubanError } from '../../../workflows/engine/errors.js';",
        "import { project } from '../../../activities/read-model/project.js';",
        "import { loadConfig } from '../../../infra/config/config.js';",
        "import { Injectable } from '@nestjs/common';",
        "import { TasksService } from '../tasks/tasks.service.js';",
      ].join('\n'),
    ],
    [
      'the worker uses activities and infrastructure',
      'apps/worker/main.ts',
      "import { createActivities } from '../../activities/index.js';\nimport { connect } from '../../infra/temporal/connection.js';",
    ],
    [
      'the browser uses definitions',
      'apps/web/src/main.tsx',
      "import { mailboxLetter } from '../../../workflows/mailbox-letter/definition.js';",
    ],
    [
      'infrastructure uses errors and types of the engine',
      'infra/local/stack.ts',
      "import { DubanError } from '../../workflows/engine/errors.js';\nimport type { ProcessEvent } from '../../workflows/engine/definition/events.js';",
    ],
    [
      'the inspector by itself uses the library of the activity',
      'infra/tools/inspect/main.ts',
      "import { inspectSite } from '../../domain/inspection/inspect-site.js';",
    ],
    [
      'reconciliation projects as the activities do',
      'infra/tools/reconcile/main.ts',
      "import { project } from '../../activities/read-model/project.js';",
    ],
    [
      'a test looks anywhere',
      'test/e2e/letter.test.ts',
      "import { AppModule } from '../../apps/gateway/app.module.js';\nimport { runProcess } from '../../workflows/engine/temporal/process-workflow.js';",
    ],
  ])('%s', async (_, file, code) => {
    expect(await findings('house/imports', file, code)).toEqual([]);
  });
});

it('says which import is refused and why', async () => {
  const [message] = await findings(
    'house/imports',
    'workflows/surveys/behaviour.ts',
    "import { forms } from './forms.js';",
  );

  expect(message).toBe(
    "'workflows/surveys/behaviour.ts' may not import 'workflows/surveys/forms.js' as a value. A process imports the " +
      'engine and its own folder, and forms only as types: a schema library in the bundle costs every workflow 1 to 3 ms.',
  );
});

describe('the environment', () => {
  const rule = 'no-restricted-syntax';

  it.each([
    ['a program', 'apps/gateway/main.ts'],
    ['an activity', 'activities/notification/send.ts'],
    ['the database', 'infra/database/data-source.ts'],
  ])('is not read by %s', async (_, file) => {
    expect(await findings(rule, file, 'export const port = process.env.PORT;')).toHaveLength(1);
  });

  it('is handed to the config module by a program', async () => {
    expect(await findings(rule, 'apps/gateway/main.ts', 'export const c = loadConfig(process.env);')).toEqual(
      [],
    );
  });

  it('is read by the config module', async () => {
    expect(await findings(rule, 'infra/config/config.ts', 'export const e = process.env;')).toEqual([]);
  });
});

describe('the console', () => {
  it.each(['workflows/surveys/behaviour.ts', 'domain/documents/render.ts', 'apps/gateway/main.ts'])(
    'is not written to by %s',
    async (file) => {
      expect(await findings('no-console', file, "console.log('x');")).toHaveLength(1);
    },
  );

  it('is written to by command-line tools', async () => {
    expect(await findings('no-console', 'infra/local/main.ts', "console.log('x');")).toEqual([]);
  });
});
