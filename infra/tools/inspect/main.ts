/**
 * The site inspector as a command: docs/inspecting-a-site.md.
 *
 * Exit codes: 0 inspected, whatever was found; 1 the page or the site could not be read; 2 the command line, the
 * catalogue or a setting is wrong.
 */
import { writeFile } from 'node:fs/promises';
import { ConfigError, loadConfig } from '../../config/config.js';
import { createInspector } from '../../../domain/inspection/inspector.js';
import type { NotLoaded } from '../../../domain/inspection/visit/load-page.js';
import { CatalogueError } from './catalogue-file.js';
import { readOptions, USAGE, UsageError, type PageOptions, type SiteOptions } from './options.js';
import { runSite, siteText } from './site-run.js';
import { pageReport, pageText } from './page-report.js';

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  return options.mode === 'site' ? inspectWholeSite(options) : inspectOnePage(options);
}

async function inspectWholeSite(options: SiteOptions): Promise<number> {
  const report = await runSite(options, loadConfig(process.env));
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (options.out) await writeFile(options.out, json);
  if (options.json) process.stdout.write(json);
  else console.log(siteText(options.out ? { ...report, findings: [] } : report));
  return report.guides === 0 && report.incomplete !== null ? 1 : 0;
}

async function inspectOnePage(options: PageOptions): Promise<number> {
  const inspector = createInspector(options, loadConfig(process.env), false);
  try {
    const inspection = await inspector.pages.inspect(options.page, { item: options.item });
    const report = pageReport(inspection);
    const { failure } = inspection;
    if (failure) console.error(`${options.page} could not be read: ${describe(failure)}`);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (options.out) await writeFile(options.out, json);
    if (options.json) process.stdout.write(json);
    else if (!options.out) console.log(pageText(report));
    return failure ? 1 : 0;
  } finally {
    await inspector.close();
  }
}

function describe({ reason, detail }: NotLoaded): string {
  if (reason === 'address refused') {
    return 'its address is not public (--allow-loopback, or DUBAN_INSPECT_ALLOW for an intranet)';
  }
  return `${reason} ${detail}`.trim();
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof ConfigError || error instanceof CatalogueError) console.error(error.message);
  else if (error instanceof Error && error.name === 'AbortError')
    console.error('Interrupted; with --journal the next run goes on.');
  else console.error(error);
  process.exitCode = 2;
}
process.disconnect?.();
