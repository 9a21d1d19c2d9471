import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { FileJournal, NoJournal } from '../../../domain/inspection/crawl/journal.js';
import type { Finding } from '../../../domain/inspection/crawl/findings.js';
import { inspectSite, type SiteReport } from '../../../domain/inspection/inspect-site.js';
import type { Config } from '../../config/config.js';
import { readCatalogue } from './catalogue-file.js';
import { createInspector } from '../../../domain/inspection/inspector.js';
import type { SiteOptions } from './options.js';

/** @throws {CatalogueError} */
export async function runSite(options: SiteOptions, config: Config): Promise<SiteReport> {
  const catalogue = await readCatalogue(options.catalogue);
  const inspector = createInspector(options, config, true);
  const journal = options.journal ? new FileJournal(options.journal) : new NoJournal();
  // On standard error: standard output may be JSON.
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} pages known, {guides} guides, {duration_formatted}',
      stream: process.stderr,
      noTTYOutput: false,
    },
    Presets.shades_classic,
  );
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  bar.start(1, 0, { guides: 0 });
  try {
    return await inspectSite({
      site: options.site,
      catalogue,
      pages: inspector.pages,
      robots: inspector.robots,
      alsoHosts: options.alsoHosts,
      maxPages: options.maxPages,
      maxMinutes: options.maxMinutes,
      workers: Math.max(8, options.concurrency * 2),
      journal,
      keepScreenshot: options.evidence ? keeper(options.evidence) : undefined,
      signal: stop.signal,
      onProgress: ({ pages, waiting, guides }) => {
        bar.setTotal(pages + waiting);
        bar.update(pages, { guides });
      },
    });
  } finally {
    bar.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await journal.close();
    await inspector.close();
  }
}

/** Files by the hash of what they hold. */
function keeper(folder: string): (png: Buffer) => Promise<string> {
  return async (png) => {
    const hash = createHash('sha256').update(png).digest('hex');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${hash}.png`), png);
    return hash;
  };
}

/** For people: the findings by department and item. */
export function siteText({
  site,
  pages,
  guides,
  items,
  found,
  incomplete,
  findings,
  notes,
}: SiteReport): string {
  const lines = [
    `${site}: ${pages} pages, ${guides} guides; ${found} of ${items} items found, ${findings.length} findings`,
  ];
  if (incomplete) lines.push(`! ${incomplete}`);
  lines.push(...notes.map((note) => `  ${note}`));
  const counts = new Map<string, number>();
  for (const { type } of findings) counts.set(type, (counts.get(type) ?? 0) + 1);
  lines.push(...[...counts].map(([type, count]) => `${String(count).padStart(6)} ${type}`), '');
  lines.push(...findings.map(findingLine));
  return lines.join('\n');
}

function findingLine({ type, certainty, department, item, element, seen, address }: Finding): string {
  const what = element ? `${type}(${element})` : type;
  return [what, certainty, department, item, seen, address].filter(Boolean).join('  ');
}
