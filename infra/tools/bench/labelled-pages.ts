/** Pages that a person has labelled: which of the eight elements a visitor finds on them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementName } from '../../../domain/inspection/text/elements.js';
import type { SiteAnswer } from '../service-sites/site-answer.js';

export interface LabelledPage {
  readonly id: string;
  /** What the page is made like. */
  readonly style: string;
  /** Where it is served. */
  readonly path: string;
  /** A visitor finds a usable value. */
  readonly elements: Readonly<Record<ElementName, boolean>>;
  /** Two people may differ about these. */
  readonly disputed: readonly ElementName[];
  readonly isGuide: boolean;
}

/** An entry of `guides.json`: the page is the file beside it, or its text. */
interface Entry {
  readonly id: string;
  readonly style: string;
  readonly format: 'html' | 'text';
  readonly file?: string;
  /** HTML, or plain text kept without its markup, one paragraph a line. */
  readonly text?: string;
  /** Heading over plain text. */
  readonly title?: string;
  readonly elements: Readonly<Record<ElementName, boolean>>;
  readonly disputed: readonly ElementName[];
  readonly is_guide: boolean;
}

/** @returns the pages of a folder, and what a site that serves them answers: its files, and any picture */
export async function readLabelledPages(
  folder: string,
): Promise<{ pages: LabelledPage[]; answer: (path: string) => SiteAnswer | null }> {
  const entries = JSON.parse(await readFile(join(folder, 'guides.json'), 'utf8')) as Entry[];
  const files = new Map<string, string>();
  for (const name of await readdir(folder))
    if (name.endsWith('.html')) files.set(`/${name}`, await readFile(join(folder, name), 'utf8'));
  const pages = entries.map((entry) => {
    const path = `/${entry.file ?? `${entry.id}.html`}`;
    if (entry.file === undefined) files.set(path, htmlOf(entry));
    const { id, style, elements, disputed, is_guide: isGuide } = entry;
    return { id, style, path, elements, disputed, isGuide };
  });
  const answer = (path: string): SiteAnswer | null => {
    const file = files.get(path);
    if (file !== undefined)
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: file };
    return /\.(?:gif|jpe?g|png)$/i.test(path) ? PICTURE : null;
  };
  return { pages, answer };
}

const PICTURE: SiteAnswer = {
  status: 200,
  headers: { 'content-type': 'image/gif' },
  body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
};

function htmlOf({ format, text = '', title }: Entry): string {
  if (format === 'html') return text;
  const escaped = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const heading = title === undefined ? '' : `<h1>${escaped(title)}</h1>`;
  return `<!DOCTYPE html><html><head><title>${escaped(title ?? '')}</title></head><body>${heading}${lines.join('\n')}</body></html>`;
}
