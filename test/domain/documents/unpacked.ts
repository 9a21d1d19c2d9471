import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { unzip } from '../catalogue/workbook.js';

/** The parts of a DOCX or XLSX by name. */
export function partsOf(archive: Buffer): ReadonlyMap<string, string> {
  return new Map(unzip(archive).map(({ name, content }) => [name, content.toString('utf8')]));
}

/** The text of each paragraph of a DOCX's body, in order. */
export function paragraphsOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>|<w:tab\/>/gs)]
      .map((match) => match[1] ?? '\t')
      .join(''),
  );
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Without spaces: PDF viewers tell words apart by distance alone. */
  readonly text: string;
  readonly pieces: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly size: number;
  }[];
}

/** Pages of a PDF as a viewer reads them; lengths in points, from the lower left corner. */
export async function pagesOf(pdf: Buffer): Promise<readonly PdfPage[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: false });
  return Promise.all(
    text.map(async (content, index) => {
      const page = await document.getPage(index + 1);
      const [, , width, height] = page.view;
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) =>
        'str' in item
          ? [{ text: item.str, x: item.transform[4], y: item.transform[5], size: item.transform[0] }]
          : [],
      );
      return { width: width!, height: height!, text: content.replace(/\s/g, ''), pieces };
    }),
  );
}

/** Heights of the horizontal rules of a page (from 1), from the upper one down; points from the paper's lower edge. */
export async function rulesOf(pdf: Buffer, page: number): Promise<number[]> {
  const { OPS } = await getResolvedPDFJS();
  const own = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(page);
  const { fnArray, argsArray } = await own.getOperatorList();
  const height = own.view[3]!;
  const heights: number[] = [];
  for (const [index, operation] of fnArray.entries()) {
    if (operation !== OPS.constructPath) continue;
    const [, , box] = argsArray[index] as [unknown, unknown, ArrayLike<number> | null];
    if (box === null) continue;
    const [left, lower, right, upper] = Array.from(box) as [number, number, number, number];
    // pdfmake turns the page round: it counts from the upper edge
    if (right - left > 100 && Math.abs(upper - lower) < 0.01) heights.push(height - lower);
  }
  return heights.sort((a, b) => b - a);
}

/** The properties of a PDF, by name. */
export async function infoOf(pdf: Buffer): Promise<Record<string, string>> {
  const { info } = await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata();
  return info as Record<string, string>;
}
