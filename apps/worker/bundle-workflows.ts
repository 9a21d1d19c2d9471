/**
 * Bundles the workflows for the worker at build time: the Temporal sandbox loads one file.
 *
 *     node dist/apps/worker/bundle-workflows.js
 */
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

const ownWorkflows = join(repoRoot, 'workflows', 'index.ts');
/**
 * Definitions and behaviours are evaluated once for all workflows of a worker. They keep no state between calls
 * (eslint.config.js), and the SDK freezes their exports. Never add a module that holds the state of a workflow.
 */
const PRELOADED = 'workflows/registry.ts';

/** Where the worker finds the bundle. */
export const workflowBundlePath = join(repoRoot, 'dist', 'workflow-bundle.js');

/** Where the bundle of an index is kept. */
export function bundleFileFor(workflowsPath: string): string {
  if (workflowsPath === ownWorkflows) return workflowBundlePath;
  return join(repoRoot, 'dist', `workflow-bundle-${digest([workflowsPath])}.js`);
}

const SOURCE_MAP = '//# sourceMappingURL=';

/**
 * The bundle of workflows/index.ts, or of the index of a test. It is stored in dist/ and rebuilt only when a source has
 * changed, so that the build and all test files share one.
 */
export async function bundleWorkflows(workflowsPath: string = ownWorkflows): Promise<{ code: string }> {
  const file = bundleFileFor(workflowsPath);
  const stamp = `// sources ${await hashSources(workflowsPath)}\n`;
  if (existsSync(file)) {
    const code = await readFile(file, 'utf8');
    if (code.includes(stamp)) return { code };
  }
  const { code: bundle } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    ...(workflowsPath === ownWorkflows && { preloadModules: [join(repoRoot, PRELOADED)] }),
  });
  // Before the source map, which the worker takes to be everything up to the end.
  const at = bundle.lastIndexOf(SOURCE_MAP);
  const code = `${bundle.slice(0, at)}${stamp}${bundle.slice(at)}`;
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, file);
  return { code };
}

/** Hash over the sources that a workflow may import, and the version of Temporal's workflow library. */
async function hashSources(workflowsPath: string): Promise<string> {
  const folders = new Set([join(repoRoot, 'workflows'), dirname(workflowsPath)]);
  const parts = [
    createRequire(import.meta.url)('@temporalio/workflow/package.json').version as string,
    PRELOADED,
  ];
  for (const folder of folders) {
    for (const name of globSync('**/*.ts', { cwd: folder }).sort())
      parts.push(name, await readFile(join(folder, name), 'utf8'));
  }
  return digest(parts);
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}

if (import.meta.main) await bundleWorkflows();
