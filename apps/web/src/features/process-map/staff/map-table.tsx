import { t } from '../../../messages/t.js';
import { Table, type Column } from '../../../ui/table.js';
import { percent } from '../model/heat.js';
import { shortDays } from '../model/short-days.js';
import type { Flow, FlowNode } from '../process-map-api.js';
import styles from './map-table.module.css';
import type { MapState } from './use-map.js';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly figures: FlowNode | undefined;
  /** Titles of the places that follow, with counts. */
  readonly next: string;
}

/** The map as a table: all of its work, with the same figures, in the order of the definition. */
export function MapTable({ state, flow }: { readonly state: MapState; readonly flow: Flow }) {
  const { definition, search, change } = state;
  const titles = new Map(definition.map.nodes.map(({ id, title }) => [id, title]));
  const stages = definition.stages as Readonly<Record<string, string>>;
  const rows: Row[] = definition.tasks.map(({ name, title, stage }) => ({
    ...{ id: name, title, stage: stages[stage] ?? stage },
    figures: flow.nodes.find(({ id }) => id === name),
    next: nextOf(flow, name, titles),
  }));
  const figure = (
    id: string,
    title: string,
    show: (node: FlowNode) => string | number | null,
  ): Column<Row> => ({
    ...{ id, title, isFigure: true },
    cell: ({ figures }) => (figures ? (show(figures) ?? '—') : '—'),
  });
  const columns: Column<Row>[] = [
    {
      id: 'step',
      title: t('processMap.step'),
      cell: ({ id, title }) => (
        <button
          type="button"
          className={`${styles.step} on-paper`}
          aria-pressed={search.node === id}
          onClick={() => change({ node: id })}
        >
          {title}
        </button>
      ),
    },
    { id: 'stage', title: t('processMap.stage'), cell: ({ stage }) => stage },
    figure('passed', t('processMap.passed'), ({ passed }) => passed),
    figure('open', t('processMap.open'), ({ open }) => open),
    figure('overdue', t('processMap.overdue'), ({ overdue }) => overdue),
    figure('half', inDays(t('processMap.half')), ({ half }) => shown(half)),
    figure('nineTenths', inDays(t('processMap.nineTenths')), ({ nineTenths }) => shown(nineTenths)),
    figure('limit', inDays(t('processMap.limit')), ({ limit }) => shown(limit)),
    figure('late', t('processMap.overLimit'), ({ late }) => (late === null ? null : `${percent(late)}%`)),
    figure('again', t('processMap.cameAgain'), ({ again }) => again),
    {
      id: 'next',
      title: t('processMap.toWhere'),
      cell: ({ next }) => <span className={styles.next}>{next}</span>,
    },
  ];
  return (
    <Table
      caption={t('processMap.tableTitle', { title: definition.title })}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
    />
  );
}

const inDays = (title: string): string => t('processMap.inDays', { title });

const shown = (days: number | null): string | number | null => (days === null ? null : shortDays(days));

function nextOf(flow: Flow, node: string, titles: ReadonlyMap<string, string>): string {
  const counts = new Map<string, number>();
  for (const { from, to, count } of flow.ways)
    if (from === node) counts.set(to, (counts.get(to) ?? 0) + count);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([id, count]) => `${titles.get(id) ?? id} ${count}`)
    .join('，');
}
