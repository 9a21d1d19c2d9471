/**
 * The site inspector by itself: docs/inspecting-a-site.md.
 *
 * Exit codes: 0 inspected, whatever was found; 1 the page or the site could not be read; 2 the command line, the
 * catalogue or a setting is wrong.
 */
import { writeFile } from 'node:fs/promises';
import { ConfigError, loadConfig } from '../config/config.js';
import { createInspector } from './inspector.js';
import { readOptions, USAGE, UsageError, type PageOptions } from './options.js';
import { pageReport, pageText } from './page-report.js';

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (options.mode === 'site') return 2;
  return inspectOnePage(options);
}

async function inspectOnePage(options: PageOptions): Promise<number> {
  const inspector = createInspector(options, loadConfig(process.env));
  try {
    const inspection = await inspector.pages.inspect(options.page, { item: options.item });
    const report = pageReport(inspection);
    const { failure } = inspection;
    if (failure) console.error(`${options.page} could not be read: ${failure.reason} ${failure.detail}`.trim());
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (options.out) await writeFile(options.out, json);
    if (options.json) process.stdout.write(json);
    else if (!options.out) console.log(pageText(report));
    return failure ? 1 : 0;
  } finally {
    await inspector.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof ConfigError) console.error(error.message);
  else console.error(error);
  process.exitCode = 2;
}
process.disconnect?.();
