import { X } from 'lucide-react';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { LinkButton } from '../../../ui/link-button.js';
import { Table } from '../../../ui/table.js';
import type { CasePath, PathNode } from '../process-map-api.js';
import styles from './case-detail.module.css';
import type { MapState } from './use-map.js';

/** The path of one case in rows: where it was, planned against actual. */
export function CaseDetail({ state, path }: { readonly state: MapState; readonly path: CasePath }) {
  const [now] = useState(() => new Date());
  const { definition, search, change } = state;
  // A message that may come at any time, such as an order, has no place on the map.
  const titles = new Map([
    ...definition.messages.map(({ name, title }) => [`message:${name}`, title] as const),
    ...definition.map.nodes.map(({ id, title }) => [id, title] as const),
  ]);
  const title = t('processMap.pathOf', { subject: path.subject });
  return (
    <section className={styles.detail}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <LinkButton to="/processes/$id" params={{ id: path.process }}>
          {t('processMap.openCase')}
        </LinkButton>
        <Button kind="ghost" onPress={() => change({ process: undefined })}>
          <X size={16} aria-hidden />
          {t('processMap.leaveCase')}
        </Button>
      </header>
      <Table
        caption={title}
        rows={path.nodes.map((visit, index) => ({ ...visit, place: index + 1 }))}
        keyOf={({ place }) => String(place)}
        columns={[
          {
            id: 'step',
            title: t('processMap.step'),
            cell: ({ node, place }) => (
              <button
                type="button"
                className={search.node === node ? styles.chosen : styles.step}
                onClick={() => change({ node })}
              >
                {place}. {titles.get(node) ?? node}
              </button>
            ),
          },
          { id: 'who', title: t('processMap.who'), cell: ({ unitName }) => unitName ?? '—' },
          { id: 'since', title: t('processMap.since'), cell: ({ from }) => listInstant(from, now) },
          { id: 'left', title: t('processMap.left'), cell: (visit) => leftText(visit, now) },
          {
            id: 'planned',
            title: t('processMap.planned'),
            isFigure: true,
            cell: ({ planned }) => planned ?? '—',
          },
          { id: 'actual', title: t('processMap.actual'), isFigure: true, cell: ({ actual }) => actual },
          { id: 'result', title: t('processMap.result'), cell: resultCell },
        ]}
      />
    </section>
  );
}

const leftText = ({ to }: PathNode, now: Date): string =>
  to === null ? t('processMap.ongoing') : listInstant(to, now);

function resultCell({ dueAt, late, to, via }: PathNode) {
  if (to !== null && via === null) return t('processMap.withdrawn');
  if (dueAt === null) return '—';
  if (late) return <span className={styles.late}>{t('processMap.overdueBy')}</span>;
  return to === null ? '—' : t('processMap.onTime');
}
