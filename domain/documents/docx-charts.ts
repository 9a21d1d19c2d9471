import { AlignmentType, Paragraph } from 'docx';
import { ChartRun } from 'docx/charts';
import { BAR_PITCH, chartColor, CHART_FRAME } from './chart-style.js';
import { DOCX_FONTS, empty, line } from './docx-lines.js';
import type { Content } from './docx-section.js';
import type { BarChart } from './model.js';
import { MM, SIZE } from './page-layout.js';
import { printable } from './plain-text.js';

/** Pixels, of which Word has 96 to the inch. */
const PIXEL = 96 / 72;

/** A native Word chart with its data, so that it can be edited, and a text alternative. */
export function chartWithCaption({ caption, categories, series }: BarChart, widthMm: number): Content[] {
  const stacked = series.length > 1;
  const chart = new ChartRun({
    type: 'bar',
    categories: categories.map(printable),
    series: series.map(({ name, values }, index) => ({
      name: printable(name),
      values,
      color: chartColor(index).slice(1),
    })),
    stacking: stacked ? 'stacked' : 'none',
    gapWidth: 60,
    legend: stacked ? { position: 'bottom' } : false,
    categoryAxis: { reverseOrder: true },
    valueAxis: { visible: false, gridlines: false, minimum: 0 },
    dataLabels: { value: !stacked }, // the table has the figures of a stacked bar
    font: { name: DOCX_FONTS.song },
    transformation: {
      width: Math.round(widthMm * MM * PIXEL),
      height: Math.round((categories.length * BAR_PITCH + CHART_FRAME * (stacked ? 2 : 1)) * PIXEL),
    },
  });
  return [
    line(caption, { font: 'hei', size: SIZE.imprint, keepNext: true, alignment: AlignmentType.CENTER }),
    new Paragraph({ children: [chart] }), // lines of an exact pitch would cut it off
    empty(),
  ];
}
