/** Plants a violation for every arrow between the folders, and one import that the arrow allows. */
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';
import { messagesOf } from './lint-findings.js';

/** The rows of the table, in their order. */
async function tableRows(): Promise<readonly { readonly from: string }[]> {
  const { ROWS } = (await import(join(repoRoot, 'eslint.config.js'))) as {
    ROWS: readonly { readonly from: string }[];
  };
  return ROWS;
}

const PLANTED: readonly (readonly [fact: string, file: string, code: string])[] = [
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
  ['a definition loads its forms', 'workflows/surveys/definition.ts', "import { forms } from './forms.js';"],
  [
    'a behaviour loads fields of forms',
    'workflows/surveys/behaviour.ts',
    "import { paragraphs } from '../fields/form-fields.js';",
  ],
  [
    'a behaviour uses another process',
    'workflows/surveys/behaviour.ts',
    "import { mailboxLetterProcess } from '../letters/behaviour.js';",
  ],
  [
    'a behaviour uses the adapter to Temporal',
    'workflows/surveys/behaviour.ts',
    "import { runProcess } from '../engine/temporal/process-workflow.js';",
  ],
  [
    'a behaviour uses the domain',
    'workflows/surveys/behaviour.ts',
    "import { Projection } from '../../domain/cases/read-model/projection.js';",
  ],
  ['a behaviour loads something on the way', 'workflows/surveys/behaviour.ts', "await import('node:fs');"],
  ['a behaviour passes something on', 'workflows/surveys/behaviour.ts', "export * from './forms.js';"],
  [
    'the engine knows a process',
    'workflows/engine/runtime/run.ts',
    "import { mailboxLetter } from '../../letters/definition.js';",
  ],
  [
    'the core of the engine knows Temporal',
    'workflows/engine/runtime/run.ts',
    "import { sleep } from '@temporalio/workflow';",
  ],
  [
    'the core of the engine knows the adapter',
    'workflows/engine/runtime/run.ts',
    "import { runProcess } from '../temporal/process-workflow.js';",
  ],
  [
    'the engine knows infrastructure, even its types',
    'workflows/engine/runtime/run.ts',
    "import type { Config } from '../../../infra/config/config.js';",
  ],
  ['the bundle holds forms', 'workflows/index.ts', "import { formsByType } from './forms.js';"],
  ['the registry holds forms', 'workflows/registry.ts', "import { formsByType } from './forms.js';"],
  [
    'the adapter to Temporal uses Node',
    'workflows/engine/temporal/process-workflow.ts',
    "import { env } from 'node:process';",
  ],
  ['forms know a behaviour', 'workflows/surveys/forms.ts', "import { surveyProcess } from './behaviour.js';"],
  ['forms use another package', 'workflows/surveys/forms.ts', "import { IsString } from 'class-validator';"],
  [
    'the rule for written text imports something',
    'workflows/fields/written-text.ts',
    "import { z } from 'zod';",
  ],
  [
    'messages know the domain',
    'domain/messages/zh-CN/letters.ts',
    "import { Projection } from '../../cases/read-model/projection.js';",
  ],
  [
    'a library knows a business',
    'domain/inspection/inspect-site.ts',
    "import { readCampaign } from '../campaigns/read-campaign.js';",
  ],
  [
    'a library knows another library of a business',
    'domain/documents/render.ts',
    "import { inspectSite } from '../inspection/inspect-site.js';",
  ],
  ['a library uses the database', 'domain/catalogue/parse-list.ts', "import { DataSource } from 'typeorm';"],
  [
    'a library knows a process',
    'domain/catalogue/parse-list.ts',
    "import { survey } from '../../workflows/surveys/definition.js';",
  ],
  [
    'the kernel knows a business',
    'domain/cases/read-model/projection.ts',
    "import { letterRoute } from '../../letters/letter-route.js';",
  ],
  [
    'the kernel uses Nest',
    'domain/cases/read-model/projection.ts',
    "import { Injectable } from '@nestjs/common';",
  ],
  [
    'the kernel reads settings',
    'domain/cases/read-model/projection.ts',
    "import { loadConfig } from '../../../infra/config/config.js';",
  ],
  [
    'the kernel knows the assessment',
    'domain/cases/read-model/projection.ts',
    "import { recordFact } from '../../assessment/assessment-facts.repository.js';",
  ],
  [
    'the assessment knows a column',
    'domain/assessment/assessment-facts.repository.ts',
    "import { recordFacts } from '../surveys/survey-facts.js';",
  ],
  [
    'a business knows another business',
    'domain/surveys/publication.ts',
    "import { letterRoute } from '../letters/letter-route.js';",
  ],
  [
    'a business knows a behaviour',
    'domain/surveys/publication.ts',
    "import { surveyProcess } from '../../workflows/surveys/behaviour.js';",
  ],
  ['a business uses Nest', 'domain/surveys/publication.ts', "import { Injectable } from '@nestjs/common';"],
  [
    'a business reads settings',
    'domain/surveys/publication.ts',
    "import { loadConfig } from '../../infra/config/config.js';",
  ],
  [
    'the domain knows an activity',
    'domain/surveys/publication.ts',
    "import { createActivities } from '../../activities/index.js';",
  ],
  [
    'the domain knows the gateway',
    'domain/surveys/publication.ts',
    "import { TasksService } from '../../apps/gateway/cases/tasks/tasks.service.js';",
  ],
  [
    'an activity knows the gateway',
    'activities/surveys.activities.ts',
    "import { TasksService } from '../apps/gateway/cases/tasks/tasks.service.js';",
  ],
  [
    'an activity reads settings',
    'activities/surveys.activities.ts',
    "import { loadConfig } from '../infra/config/config.js';",
  ],
  [
    'an activity uses the database by itself',
    'activities/surveys.activities.ts',
    "import { createDataSource } from '../infra/database/data-source.js';",
  ],
  [
    'an activity knows a behaviour',
    'activities/surveys.activities.ts',
    "import { surveyProcess } from '../workflows/surveys/behaviour.js';",
  ],
  [
    'an activity loads workflow code',
    'activities/surveys.activities.ts',
    "import { runProcess } from '../workflows/engine/temporal/process-workflow.js';",
  ],
  [
    'the platform knows cases',
    'apps/gateway/platform/http/fields.ts',
    "import { TasksService } from '../../cases/tasks/tasks.service.js';",
  ],
  [
    'the platform knows the kernel',
    'apps/gateway/platform/http/fields.ts',
    "import { Projection } from '../../../../domain/cases/read-model/projection.js';",
  ],
  [
    'the platform knows a business',
    'apps/gateway/platform/http/fields.ts',
    "import { LetterAccess } from '../../letters/letter-access.js';",
  ],
  [
    'cases know a business of the gateway',
    'apps/gateway/cases/tasks/tasks.service.ts',
    "import { LetterAccess } from '../../letters/letter-access.js';",
  ],
  [
    'cases know a business of the domain',
    'apps/gateway/cases/tasks/tasks.service.ts',
    "import { letterRoute } from '../../../../domain/letters/letter-route.js';",
  ],
  [
    'a business of the gateway knows another one',
    'apps/gateway/letters/letters.controller.ts',
    "import { SurveysService } from '../surveys/surveys.service.js';",
  ],
  [
    'a new business of the gateway knows another one',
    'apps/gateway/leave-request/leave-request.controller.ts',
    "import { LetterAccess } from '../letters/letter-access.js';",
  ],
  [
    'a business of the gateway knows another one of the domain',
    'apps/gateway/letters/letters.controller.ts',
    "import { periodOf } from '../../../domain/surveys/period.js';",
  ],
  [
    'the gateway knows an activity',
    'apps/gateway/letters/letters.controller.ts',
    "import { createActivities } from '../../../activities/index.js';",
  ],
  [
    'the gateway knows a behaviour',
    'apps/gateway/letters/letters.controller.ts',
    "import { mailboxLetterProcess } from '../../../workflows/letters/behaviour.js';",
  ],
  [
    'the gateway loads workflow code',
    'apps/gateway/main.ts',
    "import { commandUpdate } from '../../workflows/engine/temporal/process-workflow.js';",
  ],
  [
    'a program knows a tool',
    'apps/worker/main.ts',
    "import { reconcile } from '../../infra/tools/reconcile/reconcile.js';",
  ],
  [
    'the foundation of the pages knows a part',
    'apps/web/src/lib/dates.ts',
    "import { NotFound } from '../ui/not-found.js';",
  ],
  [
    'the foundation of the pages knows infrastructure',
    'apps/web/src/api/client.ts',
    "import { loadConfig } from '../../../../infra/config/config.js';",
  ],
  [
    'a part of the pages knows a feature',
    'apps/web/src/ui/not-found.tsx',
    "import { meQuery } from '../features/session/api.js';",
  ],
  [
    'a chart knows a form',
    'apps/web/src/charts/bars.tsx',
    "import { SchemaForm } from '../forms/schema-form.js';",
  ],
  [
    'a form knows a feature',
    'apps/web/src/forms/schema-form.tsx',
    "import { meQuery } from '../features/session/api.js';",
  ],
  [
    'a public page uses a page of staff',
    'apps/web/src/features/letters/public/track-page.tsx',
    "import { LetterPage } from '../staff/letter-page.js';",
  ],
  [
    'a public page uses the inside of another feature',
    'apps/web/src/features/letters/public/track-page.tsx',
    "import { HomePage } from '../../home/public/home-page.js';",
  ],
  [
    'a page of staff uses a public page',
    'apps/web/src/features/letters/staff/letter-page.tsx',
    "import { TrackPage } from '../public/track-page.js';",
  ],
  [
    'a page knows a behaviour',
    'apps/web/src/features/letters/staff/letter-page.tsx',
    "import { mailboxLetterProcess } from '../../../../../../workflows/letters/behaviour.js';",
  ],
  [
    'the portal uses a page of staff',
    'apps/web/src/portal/routes.tsx',
    "import { MePage } from '../features/session/staff/me-page.js';",
  ],
  [
    'the portal uses the console',
    'apps/web/src/portal/routes.tsx',
    "import { ConsoleShell } from '../console/shell/console-shell.js';",
  ],
  [
    'the console uses a public page',
    'apps/web/src/console/routes.tsx',
    "import { HomePage } from '../features/home/public/home-page.js';",
  ],
  [
    'the build of the web knows infrastructure',
    'apps/web/build/build.ts',
    "import { loadConfig } from '../../../infra/config/config.js';",
  ],
  [
    'infrastructure knows a process',
    'infra/database/data-source.ts',
    "import { mailboxLetter } from '../../workflows/letters/definition.js';",
  ],
  [
    'infrastructure knows the domain',
    'infra/database/data-source.ts',
    "import { Projection } from '../../domain/cases/read-model/projection.js';",
  ],
  [
    'infrastructure knows the gateway',
    'infra/local/stack.ts',
    "import { AppModule } from '../../apps/gateway/app.module.js';",
  ],
  [
    'infrastructure knows a tool',
    'infra/local/stack.ts',
    "import { reconcile } from '../tools/reconcile/reconcile.js';",
  ],
  [
    'a tool knows the gateway',
    'infra/tools/reconcile/main.ts',
    "import { AppModule } from '../../../apps/gateway/app.module.js';",
  ],
  [
    'a tool knows a behaviour',
    'infra/tools/reconcile/main.ts',
    "import { surveyProcess } from '../../../workflows/surveys/behaviour.js';",
  ],
];

describe('planted violations', () => {
  it.each(PLANTED)('the import rule finds: %s', async (_, file, code) => {
    expect(await messagesOf('house/imports', file, code)).toHaveLength(1);
  });
});

describe('allowed imports', () => {
  it.each([
    [
      'a behaviour uses the engine',
      'workflows/surveys/behaviour.ts',
      ["import { role } from '../engine/definition/process.js';"],
    ],
    [
      'a behaviour uses its definition',
      'workflows/surveys/behaviour.ts',
      ["import { survey } from './definition.js';"],
    ],
    [
      'a definition knows the types of its forms',
      'workflows/surveys/definition.ts',
      ["import type { forms } from './forms.js';"],
    ],
    [
      'a process knows the types of another one',
      'workflows/surveys/behaviour.ts',
      ["import type { LetterInput } from '../letters/behaviour.js';"],
    ],
    [
      'the engine uses itself',
      'workflows/engine/runtime/run.ts',
      ["import { Branch } from './branch.js';", "import { DubanError } from '../errors.js';"],
    ],
    [
      'the adapter uses Temporal and the engine',
      'workflows/engine/temporal/process-workflow.ts',
      ["import { sleep } from '@temporalio/workflow';", "import { run } from '../runtime/run.js';"],
    ],
    [
      'the SLA monitor uses Temporal',
      'workflows/sla-monitor/workflow.ts',
      ["import { sleep } from '@temporalio/workflow';"],
    ],
    [
      'the bundle holds the registry and the adapter',
      'workflows/index.ts',
      [
        "import { processes } from './registry.js';",
        "import { runProcess } from './engine/temporal/process-workflow.js';",
      ],
    ],
    [
      'the registry knows behaviours',
      'workflows/registry.ts',
      ["import { mailboxLetterProcess } from './letters/behaviour.js';"],
    ],
    [
      'forms use the schema library and the fields of all forms',
      'workflows/surveys/forms.ts',
      ["import { z } from 'zod';", "import { paragraphs } from '../fields/form-fields.js';"],
    ],
    [
      'fields of forms use the rule for texts',
      'workflows/fields/form-fields.ts',
      ["import { tidied } from './written-text.js';"],
    ],
    [
      'a library uses time, threads, errors and packages',
      'domain/documents/render.ts',
      [
        "import { dayOf } from '../time/civil-time.js';",
        "import { ThreadPool } from '../threads/thread-pool.js';",
        "import { DubanError } from '../../workflows/engine/errors.js';",
        "import { Packer } from 'docx';",
      ],
    ],
    [
      'the kernel uses engine, definitions, database and documents',
      'domain/cases/read-model/projection.ts',
      [
        "import { processes } from '../../../workflows/registry.js';",
        "import { rowsOf } from '../../../infra/database/queryable.js';",
        "import { render } from '../../documents/render.js';",
        "import { createHash } from 'node:crypto';",
      ],
    ],
    [
      'a business uses kernel, libraries, its definition and database',
      'domain/surveys/publication.ts',
      [
        "import { Projection } from '../cases/read-model/projection.js';",
        "import { render } from '../documents/render.js';",
        "import { survey } from '../../workflows/surveys/definition.js';",
        "import { rowsOf } from '../../infra/database/queryable.js';",
        "import type { Published } from '../../workflows/surveys/behaviour.js';",
      ],
    ],
    [
      'an activity uses the domain',
      'activities/surveys.activities.ts',
      [
        "import { publish } from '../domain/surveys/publication.js';",
        "import { heartbeat } from '@temporalio/activity';",
        "import type { DataSource } from 'typeorm';",
      ],
    ],
    [
      'the platform uses infrastructure, errors and messages',
      'apps/gateway/platform/http/fields.ts',
      [
        "import { loadConfig } from '../../../../infra/config/config.js';",
        "import { DubanError } from '../../../../workflows/engine/errors.js';",
        "import { textOf } from '../../../../domain/messages/index.js';",
        "import { Injectable } from '@nestjs/common';",
      ],
    ],
    [
      'cases use platform, kernel, forms and registry',
      'apps/gateway/cases/tasks/tasks.service.ts',
      [
        "import { invalid } from '../../platform/problems/validation.js';",
        "import { Projection } from '../../../../domain/cases/read-model/projection.js';",
        "import { formsByType } from '../../../../workflows/forms.js';",
        "import { processes } from '../../../../workflows/registry.js';",
      ],
    ],
    [
      'a business of the gateway uses platform, cases and what is its own',
      'apps/gateway/letters/letters.controller.ts',
      [
        "import { invalid } from '../platform/problems/validation.js';",
        "import { TaskChecks } from '../cases/tasks/task-checks.js';",
        "import { letterRoute } from '../../../domain/letters/letter-route.js';",
        "import { LetterAccess } from './letter-access.js';",
      ],
    ],
    [
      'a survey fulfils an entry of the arrangement',
      'apps/gateway/surveys/survey-drafts.ts',
      ["import { linkArrangement } from '../../../domain/arrangements/link-arrangement.js';"],
    ],
    [
      'the worker uses activities and infrastructure',
      'apps/worker/main.ts',
      [
        "import { createActivities } from '../../activities/index.js';",
        "import { connect } from '../../infra/temporal/connection.js';",
      ],
    ],
    [
      'a page uses definitions, parts and its own feature',
      'apps/web/src/features/letters/staff/letter-page.tsx',
      [
        "import { mailboxLetter } from '../../../../../../workflows/letters/definition.js';",
        "import { NotFound } from '../../../ui/not-found.js';",
        "import { letterQuery } from '../api.js';",
      ],
    ],
    [
      'the foundation of the pages uses the shared messages',
      'apps/web/src/lib/texts.ts',
      ["import { textOf } from '../../../../domain/messages/index.js';"],
    ],
    [
      'infrastructure uses errors and types of the engine',
      'infra/local/stack.ts',
      [
        "import { DubanError } from '../../workflows/engine/errors.js';",
        "import type { ProcessEvent } from '../../workflows/engine/definition/events.js';",
      ],
    ],
    [
      'a tool uses the domain as the programs do',
      'infra/tools/reconcile/main.ts',
      [
        "import { Projection } from '../../../domain/cases/read-model/projection.js';",
        "import { inspectSite } from '../../../domain/inspection/inspect-site.js';",
      ],
    ],
    [
      'a test looks anywhere',
      'test/e2e/letter.test.ts',
      [
        "import { AppModule } from '../../apps/gateway/app.module.js';",
        "import { runProcess } from '../../workflows/engine/temporal/process-workflow.js';",
      ],
    ],
  ])('the import rule allows: %s', async (_, file, lines) => {
    expect(await messagesOf('house/imports', file, lines.join('\n'))).toEqual([]);
  });
});

it('every row of the table has a planted violation', async () => {
  const rows = await tableRows();
  const planted = PLANTED.map(([, file]) => rows.findIndex(({ from }) => new RegExp(`^${from}`).test(file)));

  expect(rows.map((_, index) => planted.includes(index))).not.toContain(false);
});

it('a rejected import is reported with its reason', async () => {
  const [message] = await messagesOf(
    'house/imports',
    'workflows/surveys/behaviour.ts',
    "import { forms } from './forms.js';",
  );

  expect(message).toBe(
    "'workflows/surveys/behaviour.ts' may not import 'workflows/surveys/forms.js' as a value. A process imports the " +
      'engine and its own folder, and forms only as types: a schema library in the bundle costs every workflow 1 to 3 ms.',
  );
});
