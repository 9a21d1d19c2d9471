import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, ExternalLink, Plus } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { toasts } from '../../../ui/toasts.js';
import { explain } from '../../../api/explain.js';
import { decideTopic, entriesQuery, removeTopic, type Arrangement, type Entry } from '../api.js';
import { ChangeDialog } from './change-dialog.js';
import './column-texts.js';
import { DeclineDialog } from './decline-dialog.js';
import { TopicDialog } from './topic-dialog.js';
import type { TopicAct, TopicPhase } from './topic-acts.js';
import { YearGrid } from './year-grid.js';
import styles from './year-board.module.css';

interface Props {
  readonly arrangement: Arrangement;
  /** What may be done with topics now. */
  readonly phase: TopicPhase;
}

/** The topics of a year, units by months, with what may be done with each. */
export function YearBoard({ arrangement, phase }: Props) {
  const { id, year, units, publishedAt } = arrangement;
  const me = useMe();
  const entries = useQuery(entriesQuery(id));
  const { data: names = [] } = useQuery(unitsQuery);
  const queries = useQueryClient();
  const [act, setAct] = useState<TopicAct>();
  const [failure, setFailure] = useState<string>();
  if (entries.error) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  if (!entries.data) return <Skeleton />;
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['arrangement', id] });
  const send = async (run: () => Promise<void>, said: string): Promise<void> => {
    setFailure(undefined);
    try {
      await run();
      toasts.add(said);
    } catch (error) {
      setFailure(explain(error));
    }
    refresh();
  };
  const onAct = (next: TopicAct): void => {
    if (next.is === 'add') return setAct(next);
    const { entry } = next;
    if (next.is === 'decide')
      void send(
        () => decideTopic(id, entry.id, { accept: true, month: next.month ?? entry.month }),
        next.month === undefined
          ? t('columns.done', { topic: entry.topic })
          : t('columns.moved', { topic: entry.topic, month: next.month }),
      );
    else if (next.is === 'remove')
      void send(() => removeTopic(id, entry.id), t('columns.done', { topic: entry.topic }));
    else setAct(next);
  };
  const close = (): void => setAct(undefined);
  const done = (entry: Pick<Entry, 'topic'>): void => {
    close();
    refresh();
    toasts.add(t('columns.done', { topic: entry.topic }));
  };
  return (
    <div className={styles.board}>
      <div className={styles.bar}>
        <p>
          {t('columns.counts', {
            units: units.length,
            answered: units.filter(({ state }) => state === 'proposed').length,
            none: units.filter(({ state }) => state === 'none').length,
            silent: units.filter(({ state }) => state === 'silent').length,
            topics: entries.data.length,
          })}
        </p>
        <span className={styles.buttons}>
          {phase === 'proposing' && units.some(({ unit }) => unit === me.unit) && (
            <Button size="small" onPress={() => setAct({ is: 'add' })}>
              <Plus size={14} aria-hidden />
              {t('columns.addTopic')}
            </Button>
          )}
          {publishedAt !== null && (
            <>
              <ButtonAnchor size="small" href={`/arrangements/${year}`} target="_blank">
                <ExternalLink size={14} aria-hidden />
                {t('columns.portal')}
              </ButtonAnchor>
              {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
                <ButtonAnchor
                  key={format}
                  size="small"
                  href={`/api/v1/public/arrangements/${year}/table.${format}`}
                  download
                >
                  <Download size={14} aria-hidden />
                  {format.toUpperCase()}
                </ButtonAnchor>
              ))}
            </>
          )}
        </span>
      </div>
      {failure && <Banner tone="late">{failure}</Banner>}
      {(phase === 'arranging' || phase === 'published') && (
        <p className={`${styles.hint} no-print`}>{t('columns.tableHint')}</p>
      )}
      <YearGrid
        arrangement={arrangement}
        entries={entries.data}
        nameOf={(code) => names.find((unit) => unit.code === code)?.name ?? code}
        phase={phase}
        ownUnit={me.unit}
        onAct={onAct}
      />
      {act?.is === 'decline' && <DeclineDialog id={id} entry={act.entry} onClose={close} onDone={done} />}
      {act?.is === 'change' && (
        <ChangeDialog
          key={`${act.entry.id} ${act.kind}`}
          arrangement={arrangement}
          act={act}
          onClose={close}
          onDone={done}
        />
      )}
      {(act?.is === 'add' || act?.is === 'edit') && (
        <TopicDialog
          arrangement={arrangement}
          entry={act.is === 'edit' ? act.entry : undefined}
          onClose={close}
          onDone={done}
        />
      )}
    </div>
  );
}
