import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

// swc only strips types, so the cases are given to the compiler itself.
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const cases = readdirSync(here)
  .filter((name) => name.endsWith('.cases.ts'))
  .map((name) => join(here, name));
const DIRECTIVE = /^\s*\/\/ @ts-expect-error$/;

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);

interface Problem {
  readonly file: string;
  /** Counted from 0. */
  readonly line: number;
  readonly text: string;
}

/** Compiles the cases, each changed by `edit` first, and returns what the compiler objects to. */
function compile(edit: (source: string) => string): Problem[] {
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const read = host.readFile;
  host.readFile = (file) => (cases.includes(file) ? edit(read(file)!) : read(file));
  const program = ts.createProgram({ rootNames: cases, options: { ...options, noEmit: true }, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => ({
    file: file?.fileName ?? '',
    line: file ? file.getLineAndCharacterOfPosition(start!).line : 0,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

it('every case of the type tests compiles, and each marked line is an error', () => {
  const problems = compile((source) => source);

  expect(problems).toEqual([]);
});

it('every marked line is reported once its mark is removed', () => {
  const marked = cases.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, line) => (DIRECTIVE.test(text) ? [`${file}:${line + 1}`] : [])),
  );

  const problems = compile((source) => source.replaceAll('// @ts-expect-error', '//'));

  expect(marked.length).toBeGreaterThan(30);
  expect([...new Set(problems.map(({ file, line }) => `${file}:${line}`))].sort()).toEqual(marked.sort());
});

it('an undeclared stage is reported on its line with the declared ones', () => {
  const problems = compile((source) =>
    source.replace(/\/\/ @ts-expect-error\n( *stage: 'nowhere')/, '//\n$1'),
  );

  expect(problems).toEqual([
    expect.objectContaining({
      text: expect.stringMatching(/^Type '"nowhere"' is not assignable to type .*"examining" \| "appealing"/),
    }),
  ]);
});

it('a mark on a line that compiles is reported', () => {
  const problems = compile((source) =>
    source.replace('export const lawful', '// @ts-expect-error\nexport const lawful'),
  );

  expect(problems.map(({ text }) => text)).toEqual(["Unused '@ts-expect-error' directive."]);
});
