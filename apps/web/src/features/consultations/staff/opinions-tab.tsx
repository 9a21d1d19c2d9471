import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { KeyHints } from '../../../ui/key-hint.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { reasonOf } from '../../../api/reason.js';
import {
  changeGroup,
  createGroup,
  groupsQuery,
  moderate,
  opinionsQuery,
  type ConsultationDetail,
  type Opinion,
} from '../consultation-api.js';
import { answerUnits, mergeAbove, type Merge } from '../opinion-rows.js';
import { HoldDialog } from './hold-dialog.js';
import { OpinionRow } from './opinion-row.js';
import rows from './opinion-row.module.css';
import { Suggestions } from './suggestions.js';
import { useDeskAct } from './use-desk-act.js';
import { useSteps } from './use-steps.js';
import styles from './desk.module.css';

interface Props {
  readonly consultation: ConsultationDetail;
  readonly now: Date;
}

const SHOWN = ['all', 'pending', 'published', 'setAside'] as const;
type Shown = (typeof SHOWN)[number];
/** Rows at first: a draft with thousands of opinions is worked through in steps. */
const STEP = 100;

/** What came in: published or held, and grouped where several say the same. */
export function OpinionsTab({ consultation, now }: Props) {
  const { id, acts, opinions: counts } = consultation;
  const [shown, setShown] = useState<Shown>(counts.pending > 0 ? 'pending' : 'all');
  const [limit, setLimit] = useState(STEP);
  const [isHolding, setHolding] = useState(false);
  const opinions = useQuery(opinionsQuery(id));
  const groups = useQuery(groupsQuery(id));
  const units = useMemo(() => {
    const visible = (opinions.data ?? []).filter(({ state }) => shown === 'all' || state === shown);
    return answerUnits(visible, groups.data ?? []).slice(0, limit);
  }, [opinions.data, groups.data, shown, limit]);
  const steps = useSteps(useMemo(() => units.map(({ key }) => key), [units]));
  const publishing = useDeskAct<string[]>(
    (chosen) => moderate(id, { opinions: chosen, action: 'publish' }),
    (chosen) => t('consultations.published', { n: chosen.length }),
  );
  const merging = useDeskAct<Merge>(
    (merge) =>
      'into' in merge
        ? changeGroup(id, merge.into, { add: [merge.opinion], remove: [] })
        : createGroup(id, { opinions: [...merge.opinions], summary: merge.summary }),
    () => t('consultations.merged'),
  );
  const { mutate: merge } = merging;
  useEffect(() => {
    if (!acts.answer) return;
    return keys.add([
      {
        keys: 'M',
        title: t('consultations.mergeAbove'),
        run: () => {
          const found = mergeAbove(
            units,
            units.findIndex(({ key }) => key === steps.current),
          );
          if (found) merge(found);
        },
      },
    ]);
  }, [acts.answer, units, steps.current, merge]);
  if (opinions.error) return <ErrorState error={opinions.error} onRetry={() => void opinions.refetch()} />;
  if (!opinions.data || !groups.data) return <Skeleton />;
  const chosen = units
    .filter(({ key }) => steps.selected.has(key))
    .flatMap(({ opinions: members }) => members.map((opinion) => opinion.id));
  const refusal = publishing.error ?? merging.error;
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <SegmentedChoice
          label={t('consultations.state')}
          options={SHOWN.map((one) => ({
            id: one,
            name:
              one === 'all'
                ? t('consultations.all')
                : t('consultations.stateCount', { state: t(`consultations.stateOf_${one}`), n: counts[one] }),
          }))}
          value={shown}
          onChange={(one) => setShown(one as Shown)}
        />
        {acts.moderate && chosen.length > 0 && (
          <>
            <Button kind="primary" onPress={() => publishing.mutate(chosen, { onSuccess: steps.clear })}>
              {t('consultations.publish', { n: chosen.length })}
            </Button>
            <Button onPress={() => setHolding(true)}>{t('consultations.hold')}</Button>
          </>
        )}
      </div>
      {refusal && <Banner tone="late">{reasonOf(refusal)}</Banner>}
      {acts.answer && <Suggestions consultation={consultation} opinions={opinions.data} />}
      {units.length === 0 ? (
        <EmptyState
          title={t(opinions.data.length === 0 ? 'consultations.noOpinions' : 'consultations.noneOfState')}
        />
      ) : (
        <ul className={rows.list} aria-label={t('consultations.opinions')}>
          {units.map((unit) => (
            <OpinionRow
              key={unit.key}
              unit={unit}
              consultation={consultation}
              steps={steps}
              now={now}
              isSelectable={acts.moderate}
              end={(opinion) => <OpinionState opinion={opinion} />}
              tools={
                unit.group &&
                acts.answer && <Dissolve unit={unit.group.id} opinions={unit.opinions} id={id} />
              }
            />
          ))}
        </ul>
      )}
      {units.length === limit && (
        <Button onPress={() => setLimit(limit + STEP)}>{t('consultations.loadMore')}</Button>
      )}
      {acts.moderate && (
        <KeyHints
          items={[
            ['J', t('consultations.nextRow')],
            ['K', t('consultations.previousRow')],
            ['X', t('consultations.select')],
            ...(acts.answer ? ([['M', t('consultations.mergeAbove')]] as const) : []),
          ]}
        />
      )}
      {isHolding && (
        <HoldDialog id={id} opinions={chosen} onHeld={steps.clear} onClose={() => setHolding(false)} />
      )}
    </div>
  );
}

function OpinionState({ opinion: { state, moderationReason } }: { readonly opinion: Opinion }) {
  if (state === 'published') return null;
  if (state === 'pending') return <Tag tone="warn">{t('consultations.stateOf_pending')}</Tag>;
  const why =
    moderationReason === 'REPEATED' || moderationReason === 'FLOOD'
      ? t(`consultations.${moderationReason}`)
      : moderationReason;
  return (
    <>
      <Tag>{t('consultations.stateOf_setAside')}</Tag>
      {why}
    </>
  );
}

/** Takes a group apart: its opinions are answered one by one again. */
function Dissolve({ id, unit, opinions }: { id: string; unit: string; opinions: readonly Opinion[] }) {
  const dissolving = useDeskAct<void>(
    () => changeGroup(id, unit, { add: [], remove: opinions.map((opinion) => opinion.id) }),
    () => t('consultations.dissolved'),
  );
  return (
    <Button kind="ghost" size="small" onPress={() => dissolving.mutate()}>
      {t('consultations.dissolve')}
    </Button>
  );
}
