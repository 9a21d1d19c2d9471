import { parseArgs } from 'node:util';

export const USAGE = `Usage:
  npm run inspect -- --page URL [--item NAME] [--json]
  npm run inspect -- --site URL --catalogue FILE.csv|xlsx [--json] [--out FILE]

Options:
  --allow-loopback       also addresses of this machine (for tests)
  --no-browser           leave pages that need a browser to a person
  --rate N               requests a second to one host, 0: no limit (default 2)
  --concurrency N        requests to one host under way at once (default 2)
  --max-pages N          pages of a site (default 5000)
  --max-minutes N        time for a site (default 240)
  --also-host HOST       a further host that belongs to the site; may be repeated
  --journal FILE         keep what was done, and go on from there next time
  --evidence FOLDER      keep screenshots of pages that needed a browser
  --json                 JSON on standard output
  --out FILE             the JSON report into a file`;

/** The command line is wrong; its message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CommonOptions {
  readonly allowLoopback: boolean;
  readonly browser: boolean;
  readonly rate: number;
  readonly concurrency: number;
  readonly json: boolean;
  readonly out: string | null;
}

export interface PageOptions extends CommonOptions {
  readonly mode: 'page';
  readonly page: string;
  readonly item: string | undefined;
}

export interface SiteOptions extends CommonOptions {
  readonly mode: 'site';
  readonly site: string;
  readonly catalogue: string;
  readonly alsoHosts: readonly string[];
  readonly maxPages: number;
  readonly maxMinutes: number;
  readonly journal: string | null;
  readonly evidence: string | null;
}

/** @throws {UsageError} naming the option that is wrong */
export function readOptions(args: readonly string[]): PageOptions | SiteOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const common: CommonOptions = {
    allowLoopback: values['allow-loopback'],
    browser: !values['no-browser'],
    rate: number('--rate', values.rate, 0),
    concurrency: number('--concurrency', values.concurrency, 1),
    json: values.json,
    out: values.out ?? null,
  };
  if ((values.page === undefined) === (values.site === undefined))
    throw new UsageError('give either --page or --site');
  if (values.page !== undefined) {
    if (values.catalogue !== undefined) throw new UsageError('--catalogue goes with --site');
    return { ...common, mode: 'page', page: webAddress('--page', values.page), item: values.item };
  }
  if (values.item !== undefined) throw new UsageError('--item goes with --page');
  if (values.catalogue === undefined) throw new UsageError('--site needs --catalogue FILE');
  return {
    ...common,
    mode: 'site',
    site: webAddress('--site', values.site!),
    catalogue: values.catalogue,
    alsoHosts: values['also-host'],
    maxPages: number('--max-pages', values['max-pages'], 1),
    maxMinutes: number('--max-minutes', values['max-minutes'], 0.01),
    journal: values.journal ?? null,
    evidence: values.evidence ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        page: { type: 'string' },
        item: { type: 'string' },
        site: { type: 'string' },
        catalogue: { type: 'string' },
        'allow-loopback': { type: 'boolean', default: false },
        'no-browser': { type: 'boolean', default: false },
        rate: { type: 'string', default: '2' },
        concurrency: { type: 'string', default: '2' },
        'max-pages': { type: 'string', default: '5000' },
        'max-minutes': { type: 'string', default: '240' },
        'also-host': { type: 'string', multiple: true, default: [] },
        journal: { type: 'string' },
        evidence: { type: 'string' },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(option: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least) {
    throw new UsageError(`${option}: '${text}' is not a number of at least ${least}`);
  }
  return value;
}

function webAddress(option: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${option}: '${text}' is no address beginning with http:// or https://`);
  }
  return url.href;
}
