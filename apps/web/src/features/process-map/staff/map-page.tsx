import { useEffect } from 'react';
import './map-texts.js';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ProgressLine } from '../../../ui/progress-line.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { CaseDetail } from './case-detail.js';
import { MapBar } from './map-bar.js';
import { MapCanvas } from './map-canvas.js';
import styles from './map-page.module.css';
import { MapTable } from './map-table.js';
import { NodeDetail } from './node-detail.js';
import { useMap, type MapState } from './use-map.js';

/** Where time goes in a process, and the way of one case: the code's own map, always at the same places. */
export function MapPage() {
  const { state, error, pathError, isUpdating, retry } = useMap();
  const isTable = state?.search.view === 'table' || state?.drawing === null;
  const change = state?.change;
  useEffect(() => {
    if (!change) return undefined;
    const turn = (): void => change({ view: isTable ? undefined : 'table' });
    return keys.add([
      { keys: 'T', title: t(isTable ? 'processMap.asMap' : 'processMap.asTable'), run: turn },
    ]);
  }, [change, isTable]);
  if (!state)
    return error ? <ErrorState error={error} onRetry={retry} /> : <Skeleton widths={[40, 100, 100, 70]} />;
  return (
    <div className={`${styles.page} wide-sheet`}>
      <h1 className="visually-hidden">
        {t('processMap.title')} {state.definition.title}
      </h1>
      <MapBar state={state} />
      <ProgressLine isShown={isUpdating && state.flow !== undefined} />
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : isTable ? (
        <TableForm state={state} />
      ) : (
        <MapCanvas state={state} drawing={state.drawing!} />
      )}
      {pathError ? <ErrorState error={pathError} /> : <Detail state={state} />}
    </div>
  );
}

function TableForm({ state }: { readonly state: MapState }) {
  return (
    <div className={styles.table}>
      {state.drawing === null && <p className={styles.note}>{t('processMap.noDrawing')}</p>}
      {state.flow ? <MapTable state={state} flow={state.flow} /> : <Skeleton widths={[100, 100, 100]} />}
    </div>
  );
}

function Detail({ state }: { readonly state: MapState }) {
  if (state.path) return <CaseDetail state={state} path={state.path} />;
  if (!state.flow) return <Skeleton widths={[30, 60, 40]} />;
  if (state.flow.nodes.length === 0)
    return (
      <section className={styles.nothing}>
        <EmptyState
          title={t(state.flow.countedAt === null ? 'processMap.neverCounted' : 'processMap.noFigures')}
        />
      </section>
    );
  return <NodeDetail state={state} flow={state.flow} />;
}
