/**
 * Compares the inspector's verdicts on pages with a person's.
 *
 *     npm run bench -- agreement [FOLDER] [--show]
 *
 * FOLDER (otherwise the pages in various styles of the tests) holds `guides.json`: see labelled-pages.ts. Prints for each
 * page on which elements they differ, and the share on which they agree, without what people may dispute. `lost` is what
 * a person found and the inspector would hold against the department for certain; `invented` is what nobody found.
 * --show adds what was read. Without a browser, as the pages' own HTML must do.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import {
  ELEMENTS,
  type ElementName,
  type ElementReadings,
} from '../../../domain/inspection/text/elements.js';
import type { PageInspector } from '../../../domain/inspection/visit/inspect-page.js';
import { guideOf } from '../../../domain/inspection/crawl/page-record.js';
import { loadConfig } from '../../config/config.js';
import { createInspector } from '../../../domain/inspection/inspector.js';
import { serveSite } from '../service-sites/serve.js';
import { readLabelledPages, type LabelledPage } from './labelled-pages.js';

export interface PageAgreement {
  readonly page: LabelledPage;
  /** Elements that people would not dispute. */
  readonly judged: readonly ElementName[];
  /** Of these, on the page for a person, and missing or empty for the inspector. */
  readonly lost: readonly ElementName[];
  /** Present for a person, and ambiguous for the inspector. */
  readonly unsure: readonly ElementName[];
  /** Present for the inspector, and not for a person. */
  readonly invented: readonly ElementName[];
  /** Whether both take the page for a guide, or neither does. */
  readonly agreesOnGuide: boolean;
  readonly readings: ElementReadings;
}

/** Serves the pages of a folder on loopback and inspects each. */
export async function agreementOn(folder: string, inspector: PageInspector): Promise<PageAgreement[]> {
  const { pages, answer } = await readLabelledPages(folder);
  const site = await serveSite({ answer });
  try {
    const agreements: PageAgreement[] = [];
    for (const page of pages) {
      const inspection = await inspector.inspect(new URL(page.path, site.url).href);
      const { elements } = inspection;
      const judged = ELEMENTS.filter((element) => !page.disputed.includes(element));
      const where = (holds: (element: ElementName) => boolean): ElementName[] => judged.filter(holds);
      const isThere = (element: ElementName): boolean => page.elements[element];
      const verdict = (element: ElementName): string => elements[element].verdict;
      agreements.push({
        page,
        judged,
        lost: where((one) => isThere(one) && /^(?:missing|empty)$/.test(verdict(one))),
        unsure: where((one) => isThere(one) && verdict(one) === 'ambiguous'),
        invented: where((one) => !isThere(one) && verdict(one) === 'present'),
        agreesOnGuide: (guideOf(inspection, false) !== null) === page.isGuide,
        readings: elements,
      });
    }
    return agreements;
  } finally {
    await site.close();
  }
}

/** Share of the undisputed verdicts on which both agree, 0 to 1. */
export function shareOf(agreements: readonly PageAgreement[]): number {
  const judged = agreements.reduce((sum, one) => sum + one.judged.length, 0);
  return judged === 0 ? 1 : 1 - agreements.reduce((sum, one) => sum + differences(one), 0) / judged;
}

const differences = ({ lost, unsure, invented }: PageAgreement): number =>
  lost.length + unsure.length + invented.length;

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { show: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const folder = resolve(positionals[0] ?? 'test/site-inspection/pages/styles');
  const options = { allowLoopback: true, browser: false, rate: 0, concurrency: 4, json: true, out: null };
  const inspector = createInspector(options, loadConfig(process.env), false);
  const agreements = await agreementOn(folder, inspector.pages);
  await inspector.close();
  for (const one of agreements) console.log(lineOf(one, values.show));
  const count = (kind: 'judged' | 'lost' | 'unsure' | 'invented'): number =>
    agreements.reduce((sum, one) => sum + one[kind].length, 0);
  const right = count('judged') - count('lost') - count('unsure') - count('invented');
  console.log(
    `${right} of ${count('judged')} verdicts (${(shareOf(agreements) * 100).toFixed(1)} %); lost ${count('lost')}, ` +
      `unsure ${count('unsure')}, invented ${count('invented')}; taken for a guide, or not, wrongly: ` +
      `${agreements.filter(({ agreesOnGuide }) => !agreesOnGuide).length} of ${agreements.length} pages`,
  );
}

function lineOf(agreement: PageAgreement, show: boolean): string {
  const { page, judged, agreesOnGuide, readings } = agreement;
  const kinds = (['lost', 'unsure', 'invented'] as const).filter((kind) => agreement[kind].length > 0);
  const differing = kinds.map((kind) => `${kind} ${agreement[kind].join(' ')}`);
  if (!agreesOnGuide) differing.push(page.isGuide ? 'no guide' : 'a guide');
  const right = judged.length - differences(agreement);
  const line = `${page.id.padEnd(24)} ${right}/${judged.length}  ${differing.join('; ')}`.trimEnd();
  if (!show) return line;
  const read = ELEMENTS.map((element) => {
    const { verdict, reason = '', excerpt, where } = readings[element];
    return `    ${element} ${verdict} ${reason} | ${excerpt.slice(0, 60)} | ${where.slice(0, 80)}`;
  });
  return [line, ...read].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
