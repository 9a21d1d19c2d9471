import { t } from '../../../messages/t.js';
import { percent } from '../model/heat.js';
import { shortDays } from '../model/short-days.js';
import type { Measure } from '../model/map-search.js';
import type { FlowNode, PathNode } from '../process-map-api.js';

export interface NodeLine {
  readonly text: string;
  readonly isLate: boolean;
}

interface Shown {
  readonly figures: FlowNode | undefined;
  readonly measure: Measure;
  readonly visits: readonly PathNode[] | undefined;
}

/** What stands under the title of a node: figures of the measure, or what one case took and was to take there. */
export function nodeLines({ figures, measure, visits }: Shown): NodeLine[] {
  if (visits) return visits.slice(-2).map(visitLine);
  if (!figures) return [];
  const plain = (text: string): NodeLine => ({ text, isLate: false });
  const late: NodeLine[] = figures.late
    ? [{ text: t('processMap.lateShare', { n: lateText(figures.late) }), isLate: true }]
    : [];
  switch (measure) {
    case 'frequency':
      return figures.passed > 0 ? [plain(t('processMap.times', { n: figures.passed }))] : [];
    case 'time':
      return [...timeText(figures).map(plain), ...late];
    case 'late':
      return [...(figures.passed > 0 ? [plain(t('processMap.times', { n: figures.passed }))] : []), ...late];
    case 'again':
      return figures.passed > 0
        ? [plain(t('processMap.againShare', { n: percent(figures.again / figures.passed) }))]
        : [];
  }
}

function visitLine({ actual, planned, late }: PathNode): NodeLine {
  const text =
    planned === null
      ? t('processMap.actualOnly', { actual: shortDays(actual) })
      : t('processMap.plannedActual', { actual: shortDays(actual), planned: shortDays(planned) });
  return { text, isLate: late };
}

function timeText({ nineTenths, limit }: FlowNode): string[] {
  if (nineTenths === null) return [];
  return [
    limit === null
      ? t('processMap.days', { n: shortDays(nineTenths) })
      : t('processMap.daysOfLimit', { n: shortDays(nineTenths), limit: shortDays(limit) }),
  ];
}

/** A share that is not none is at least one percent. */
const lateText = (share: number): number => Math.max(1, percent(share));
