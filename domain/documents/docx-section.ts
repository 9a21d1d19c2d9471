import {
  AlignmentType,
  Footer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type ISectionOptions,
  type Table,
} from 'docx';
import { fontOf, twips } from './docx-lines.js';
import type { Annex } from './model.js';
import { MM, PAGE, PAGE_NUMBER_GAP, SIZE } from './page-layout.js';

export type Content = Paragraph | Table;

export function section(children: readonly Content[], orientation: Annex['orientation']): ISectionOptions {
  const landscape = orientation === 'landscape';
  const { top, right, bottom, left } = PAGE;
  // A landscape page is a rotated portrait page: its head is the left edge of the portrait page.
  const [head, end, foot, start] = landscape ? [left, top, right, bottom] : [top, right, bottom, left];
  return {
    properties: {
      page: {
        size: {
          width: twips(PAGE.width * MM),
          height: twips(PAGE.height * MM),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          ...{
            top: twips(head * MM),
            right: twips(end * MM),
            bottom: twips(foot * MM),
            left: twips(start * MM),
          },
          footer: twips(Math.max(8, foot - PAGE_NUMBER_GAP - 3) * MM),
          header: twips(15 * MM),
          gutter: 0,
        },
      },
      // no grid: every line has its exact pitch, and a grid would pull those of tables apart
    },
    footers: { default: pageNumber('odd'), even: pageNumber('even') },
    children: [...children],
  };
}

/** 7.5: 四号 宋体, a dash on either side; one character from the right edge on odd pages, from the left on even ones. */
function pageNumber(pages: 'odd' | 'even'): Footer {
  const free = twips(SIZE.imprint);
  return new Footer({
    children: [
      new Paragraph({
        alignment: pages === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: pages === 'odd' ? { right: free } : { left: free },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: fontOf('song'),
            size: SIZE.imprint * 2,
          }),
        ],
      }),
    ],
  });
}
