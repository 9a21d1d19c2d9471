/**
 * What the compiler does not catch, and nothing about formatting. The `house/imports` rule is the table of ARCHITECTURE.md
 * "Who may import whom"; test/lint/import-rules.test.ts plants a violation for each of its rows.
 */
import { dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));
const definitions = 'workflows/[^/]+/definition\\.';
const engine = 'workflows/engine/(?!temporal\\.)';
/** Everything that needs the schema library. */
const forms = '(forms|form-fields|[^/]+/forms)\\.';
const anyPackage = 'npm:';

/**
 * Folder -> what its files may import. The first row that matches a file counts. Targets are paths from the repository's
 * root, or `npm:` and a package's name; a file may always import what stands in `own`. `types` are allowed as `import type` only.
 */
const ROWS = [
  {
    from: 'workflows/(index|engine/temporal|time-limit-watch/workflow)\\.',
    may: [`workflows/(?!${forms})`, 'npm:@temporalio/(workflow|common)$'],
    types: ['workflows/'],
    why: 'Workflow code runs in the Temporal sandbox: no Node, no Nest, no ORM, no schema library.',
  },
  {
    from: `workflows/${forms}`,
    may: [`workflows/${forms}`, 'workflows/fields/written-text\\.', 'npm:zod$'],
    types: ['workflows/'],
    why: 'Forms hold schemas only; they are read by the gateway and must not pull a process in.',
  },
  {
    from: 'workflows/engine/',
    may: ['workflows/engine/(?!temporal\\.)'],
    why: 'The engine knows no process and no Temporal (engine/temporal.ts alone does), so that it also runs in tests and in the explorer.',
  },
  {
    from: 'workflows/registry\\.',
    may: [`workflows/(?!${forms}|engine/temporal\\.)`],
    why: 'The registry is part of the workflow bundle.',
  },
  {
    from: 'workflows/',
    own: true,
    may: [engine],
    except: `workflows/${forms}`,
    types: ['workflows/'],
    why: 'A process imports the engine and its own folder, and forms only as types: a schema library in the bundle costs every workflow 1 to 3 ms.',
  },
  {
    from: 'activities/',
    may: [
      'activities/',
      'infra/(database|temporal)/',
      engine,
      definitions,
      'workflows/(registry|written-text|form-fields)\\.',
      anyPackage,
    ],
    types: ['workflows/'],
    why: 'Activities use the database, Temporal and the definitions; settings and clients are handed to them by the worker.',
  },
  {
    from: 'apps/web/',
    own: true,
    may: [definitions, 'workflows/engine/errors\\.', anyPackage],
    types: ['workflows/engine/'],
    why: 'The browser gets definitions and types; everything else comes through the API.',
  },
  {
    from: 'apps/',
    own: true,
    may: [
      'activities/',
      'infra/',
      engine,
      definitions,
      'workflows/(forms|registry|written-text)\\.',
      anyPackage,
    ],
    types: ['workflows/'],
    why: 'Programs use definitions, forms and the registry; behaviours reach the worker in its bundle only.',
  },
  {
    from: 'infra/(reconcile|bench)/',
    may: ['infra/', 'activities/', engine, definitions, 'workflows/registry\\.', anyPackage],
    types: ['workflows/'],
    why: 'Reconciliation projects histories as the activities do, the benchmarks wake the watch as they do; neither is part of the programs.',
  },
  {
    from: 'infra/(inspect/|bench/inspect\\.)',
    may: [
      'infra/',
      'domain/inspection/',
      'domain/catalogue/(columns|import-issues|list-table|read-sheets)\\.',
      'workflows/engine/errors\\.',
      anyPackage,
    ],
    why: 'The inspector by itself is a command around the library that the worker uses, and reads lists as imports do; it knows no other activity.',
  },
  {
    from: 'infra/',
    may: ['infra/', 'workflows/engine/errors\\.', anyPackage],
    types: ['workflows/engine/'],
    why: 'Infrastructure knows errors and types of the engine, and nothing that is built upon it.',
  },
];

/** The file's row, and the folder it owns: `workflows/surveys/`, `apps/web/`. */
function rowOf(file) {
  const row = ROWS.find(({ from }) => new RegExp(`^${from}`).test(file));
  return row && { ...row, folder: row.own ? file.split('/').slice(0, 2).join('/') + '/' : null };
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
      const own = row.folder !== null && target.startsWith(row.folder);
      const excepted = row.except !== undefined && matches(target, [row.except]);
      if (!excepted && (own || matches(target, row.may))) return;
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
  { ignores: ['dist/', 'apps/web/dist/', '.duban/', 'coverage/'] },
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
    files: ['{workflows,activities,apps}/**/*.{ts,tsx}', 'infra/{config,database,temporal}/**/*.ts'],
    rules: {
      'no-console': 'error', // programs log; command-line tools in infra print
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // The local stack, and the benchmarks with theirs, hand their environment down to the programs that it starts.
    files: ['infra/config/**/*.ts', 'infra/local/**/*.ts', 'infra/tools/bench/main.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, sharedState] },
  },
  {
    files: ['workflows/*/behaviour.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, sharedState, ...inBehaviours] },
  },
  {
    files: ['test/workflows/types/*.cases.ts'], // what must not compile
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
);
