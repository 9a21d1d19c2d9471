/**
 * What the compiler does not catch, and nothing about formatting. The `house/imports` rule is the table of ARCHITECTURE.md
 * "Who may import whom"; test/lint/import-rules.test.ts plants a violation for each of its rows.
 */
import { dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));
const engine = 'workflows/engine/(?!temporal/)';
/** The definition of a process is data; behaviours reach the worker in its bundle only. */
const definitions = 'workflows/.+/definition\\.';
const fields = 'workflows/fields/written-text\\.';
/** Everything that needs the schema library. */
const forms = '(forms|.+/(message-)?forms|fields/(form-fields|form-hints|runtime-forms))\\.';
/** Libraries know no business, no process and no database. */
const libraries = 'domain/(inspection|documents|catalogue|redaction|text|time|threads|messages)/';
const platform = 'apps/gateway/platform/';
const anyPackage = 'npm:';
const webBase = 'apps/web/src/(lib|api|messages)/';
const webParts = 'apps/web/src/(forms|charts|ui)/';

/**
 * Folder -> what its files may import. The first row that matches a file counts. Targets are paths from the repository's
 * root, or `npm:` and a package's name; `$1` is what the row's first group has matched, so a file may import what stands in
 * its own folder. `types` are allowed as `import type` only.
 */
export const ROWS = [
  {
    from: 'workflows/(index|engine/temporal/.+|sla-monitor/workflow)\\.',
    may: [`workflows/(?!${forms})`, 'npm:@temporalio/(workflow|common)$'],
    types: ['workflows/'],
    why: 'Workflow code runs in the Temporal sandbox: no Node, no Nest, no ORM, no schema library.',
  },
  {
    from: `workflows/${forms}`,
    may: [`workflows/${forms}`, fields, 'npm:zod$'],
    types: ['workflows/', 'domain/messages/'],
    why: 'Forms hold schemas only; they are read by the gateway and must not pull a process in.',
  },
  {
    from: 'workflows/fields/written-text\\.',
    may: [],
    why: 'The rule for written text is shared by forms, request bodies and questionnaires, so it imports nothing.',
  },
  {
    from: 'workflows/engine/',
    may: ['workflows/engine/(?!temporal/)'],
    why: 'The engine knows no process and no Temporal (engine/temporal/ alone does), so that it also runs in tests and in the explorer.',
  },
  {
    from: 'workflows/registry\\.',
    may: [`workflows/(?!${forms}|engine/temporal/)`],
    why: 'The registry is part of the workflow bundle.',
  },
  {
    from: 'workflows/([^/]+)/',
    may: [engine, 'workflows/$1/'],
    except: `workflows/${forms}`,
    types: ['workflows/'],
    why: 'A process imports the engine and its own folder, and forms only as types: a schema library in the bundle costs every workflow 1 to 3 ms.',
  },
  {
    from: 'domain/messages/',
    may: ['domain/messages/'],
    why: 'Gateway, documents and browser share the texts: they are data, and import nothing.',
  },
  {
    from: 'domain/(time|text|threads|catalogue|documents|inspection|redaction)/',
    may: ['domain/($1|text|time|threads|messages)/', 'workflows/engine/errors\\.', fields, anyPackage],
    except: 'npm:(typeorm|pg|@nestjs/|@temporalio/)',
    why: 'A library knows no business, no process and no database.',
  },
  {
    from: 'domain/cases/',
    may: [
      'domain/(cases|text|time|threads|documents|messages)/',
      engine,
      definitions,
      'workflows/(fields/|registry\\.)',
      'infra/database/',
      'npm:(?!@nestjs/)',
    ],
    types: ['workflows/', 'infra/config/'],
    why: 'The kernel knows processes, never one business: a new one edits nothing here.',
  },
  {
    from: 'domain/assessment/',
    may: ['domain/(assessment|cases)/', 'infra/database/', 'npm:typeorm$'],
    why: 'The assessment keeps the facts that the columns record, and knows none of their rooms.',
  },
  {
    from: 'domain/([^/]+)/',
    may: [
      'domain/$1/',
      'domain/cases/',
      'domain/assessment/', // where the columns record the facts that they are assessed by
      libraries,
      engine,
      definitions,
      'workflows/fields/',
      'infra/database/',
      'npm:(?!@nestjs/)',
    ],
    types: ['workflows/'],
    why: 'A business uses the kernel, the libraries and its own folder; it knows no other business, no Nest and no settings.',
  },
  {
    from: 'activities/',
    may: [
      'activities/',
      'domain/',
      engine,
      'infra/database/transaction\\.',
      'npm:@temporalio/(activity|common)$',
    ],
    types: ['workflows/', 'npm:(typeorm|pino)$'],
    why: 'Activities are what Temporal calls: thin, around functions of domain/, with dependencies that the worker hands them.',
  },
  {
    from: 'apps/web/src/(lib|api|messages)/',
    may: [webBase, 'domain/messages/', 'workflows/engine/errors\\.', anyPackage],
    types: ['workflows/engine/'],
    why: 'The foundation of the pages draws nothing and knows no feature.',
  },
  {
    from: 'apps/web/src/(ui|charts)/',
    may: ['apps/web/src/$1/', 'apps/web/src/ui/', webBase, anyPackage],
    why: 'Parts and charts know no feature, so that every page can use them.',
  },
  {
    from: 'apps/web/src/forms/',
    may: ['apps/web/src/(forms|ui)/', webBase, anyPackage],
    why: 'Forms are drawn from schemas and know no process.',
  },
  {
    from: 'apps/web/src/features/([^/]+)/public/',
    may: ['apps/web/src/features/$1/(?!staff/)', webParts, webBase, definitions, anyPackage],
    why: 'A page for everybody carries nothing of the console, and no feature uses the inside of another.',
  },
  {
    from: 'apps/web/src/features/([^/]+)/',
    may: ['apps/web/src/features/$1/(?!public/)', webParts, webBase, definitions, anyPackage],
    why: 'No feature uses the inside of another: what two need moves down.',
  },
  {
    from: 'apps/web/src/portal/',
    may: [
      'apps/web/src/(portal|styles)/',
      'apps/web/src/features/[^/]+/(?!staff/)',
      webParts,
      webBase,
      anyPackage,
    ],
    why: 'The portal assembles public pages; what only staff need must not reach the phones of citizens.',
  },
  {
    from: 'apps/web/src/console/',
    may: [
      'apps/web/src/(console|styles)/',
      'apps/web/src/features/[^/]+/(?!public/)',
      webParts,
      webBase,
      anyPackage,
    ],
    why: 'The console assembles the pages of staff.',
  },
  {
    from: 'apps/web/',
    may: ['apps/web/', anyPackage],
    why: 'The browser gets definitions, messages and types; everything else comes through the API.',
  },
  {
    from: platform,
    may: [
      platform,
      'workflows/engine/errors\\.',
      fields,
      'domain/(text|time|messages)/',
      'infra/(config|database|temporal)/',
      anyPackage,
    ],
    types: ['domain/(cases|documents)/'],
    why: 'The platform serves requests and knows no case: it could serve any other product.',
  },
  {
    from: 'apps/gateway/cases/',
    may: [
      'apps/gateway/(platform|cases)/',
      'domain/(cases|text|time|threads|documents|messages)/',
      engine,
      definitions,
      fields,
      'workflows/(registry|forms)\\.',
      'infra/(config|database|temporal)/',
      anyPackage,
    ],
    types: ['workflows/'],
    why: 'What every process has is written without knowing any business: those register what is their own.',
  },
  {
    from: 'apps/gateway/([^/]+)/',
    may: [
      'apps/gateway/(platform|cases|$1)/',
      'domain/(cases|$1)/',
      'domain/arrangements/link-arrangement\\.', // interviews and surveys fulfil an entry of the year's arrangement
      libraries,
      engine,
      definitions,
      fields,
      'infra/(config|database|temporal)/',
      anyPackage,
    ],
    types: ['workflows/'],
    why: 'A business of the gateway uses platform, cases and what is its own; it knows no other business.',
  },
  {
    from: 'apps/',
    may: [
      'apps/',
      'activities/',
      'domain/',
      'infra/(?!tools/)',
      engine,
      definitions,
      fields,
      'workflows/(forms|registry)\\.',
      'workflows/fields/',
      anyPackage,
    ],
    types: ['workflows/'],
    why: 'Programs assemble everything; behaviours reach the worker in its bundle only.',
  },
  {
    from: 'infra/tools/',
    may: ['infra/', 'activities/', 'domain/', engine, definitions, 'workflows/registry\\.', anyPackage],
    types: ['workflows/'],
    why: 'Tools stand beside the programs and use what these use; no program imports them.',
  },
  {
    from: 'infra/',
    may: ['infra/(?!tools/)', 'domain/messages/', 'workflows/engine/errors\\.', anyPackage],
    types: ['workflows/engine/'],
    why: 'Infrastructure knows errors and types of the engine, and nothing that is built upon it.',
  },
];

/** The file's row, with what its first group has matched put in the place of `$1`. */
function rowOf(file) {
  for (const row of ROWS) {
    const match = new RegExp(`^${row.from}`).exec(file);
    if (!match) continue;
    const filled = (patterns) => patterns?.map((pattern) => pattern.replaceAll('$1', match[1] ?? ''));
    return { ...row, may: filled(row.may), types: filled(row.types) };
  }
  return undefined;
}

const imports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { refused: "'{{file}}' may not import '{{target}}'{{asType}}. {{why}}" },
  },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const row = rowOf(file);
    if (!row) return {};
    const matches = (target, patterns) => patterns.some((pattern) => new RegExp(`^${pattern}`).test(target));
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const target = source.value.startsWith('.')
        ? posix.normalize(posix.join(posix.dirname(file), source.value))
        : `npm:${source.value}`;
      const excepted = row.except !== undefined && matches(target, [row.except]);
      if (!excepted && matches(target, row.may)) return;
      if (typeOnly && matches(target, row.types ?? [])) return;
      context.report({
        node,
        messageId: 'refused',
        data: { file, target, why: row.why, asType: matches(target, row.types ?? []) ? ' as a value' : '' },
      });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};

const environment = {
  // main.ts of a program hands its environment to the config module; nobody else may look.
  selector:
    'MemberExpression[object.name="process"][property.name="env"]:not(CallExpression[callee.name="loadConfig"] > MemberExpression)',
  message: 'Settings are read and checked once, in infra/config; take them from the config you are given.',
};

/** Definitions, behaviours and the engine are evaluated once for all workflows of a worker. */
const sharedState = {
  selector: ':matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
  message:
    'All workflows share the variables of a module: state belongs into the function that runs a process.',
};

const earlyText = {
  selector: 'VariableDeclaration CallExpression[callee.name="t"]:not(:function CallExpression)',
  message: 'A page adds its texts when it starts: call t() where the text is drawn, or keep the key.',
};

/** What would make a behaviour's map lie, or its replay differ, and no test need notice. */
const inBehaviours = [
  {
    // As an operand or by itself; as the argument of a choice it is in its place.
    selector: [
      'IfStatement > BinaryExpression.test > MemberExpression > MemberExpression[property.name="decision"]',
      'IfStatement > MemberExpression.test > MemberExpression[property.name="decision"]',
    ].join(', '),
    message: 'Declare a choice and look into the decision in its function: the map shows no `if`.',
  },
  {
    selector:
      ':matches(NewExpression, CallExpression)[callee.name="Date"], MemberExpression[object.name="Date"]',
    message: 'The instant of an outcome is in its result, `at`; a behaviour has no clock.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'A behaviour runs again from its first line, and must do the same again.',
  },
];

export default defineConfig(
  { ignores: ['apps/web/src/api/schema.d.ts', 'dist/', 'apps/web/dist/', '.duban/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    plugins: { house: { rules: { imports } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', environment],
    },
  },
  {
    files: ['{workflows,activities,domain,apps}/**/*.{ts,tsx}', 'infra/{config,database,temporal}/**/*.ts'],
    rules: {
      'no-console': 'error', // programs log; command-line tools in infra print
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // The local stack, and the benchmarks with theirs, hand their environment down to the programs that it starts.
    files: [
      'infra/config/**/*.ts',
      'infra/local/**/*.ts',
      'infra/tools/bench/main.ts',
      'infra/tools/web-budget/main.ts',
      'apps/web/build/vite.config.ts', // DUBAN_API, of `npm run dev`
      'test/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', environment, earlyText] },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, sharedState] },
  },
  {
    files: ['workflows/**/behaviour.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, sharedState, ...inBehaviours] },
  },
  {
    files: ['test/workflows/types/*.cases.ts'], // what must not compile
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
);
