import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { repoRoot } from '../../infra/config/repo-root.js';

const eslint = new ESLint({
  cwd: repoRoot,
  // The linted files do not exist, so rules that need the compiler are off.
  overrideConfig: [
    tseslint.configs.disableTypeChecked as Linter.Config,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

export interface Finding {
  readonly rule: string;
  readonly message: string;
}

/**
 * Lints code as if it were a file of the repository.
 *
 * @param file path from the root
 * @throws {Error} when the code cannot be parsed
 */
export async function lintFindings(file: string, code: string): Promise<Finding[]> {
  const [result] = await eslint.lintText(code, { filePath: join(repoRoot, file) });
  const fatal = result!.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return result!.messages.map(({ ruleId, message }) => ({ rule: ruleId ?? '', message }));
}

/** The messages of one rule. */
export const messagesOf = async (rule: string, file: string, code: string): Promise<string[]> =>
  (await lintFindings(file, code)).flatMap((finding) => (finding.rule === rule ? [finding.message] : []));
