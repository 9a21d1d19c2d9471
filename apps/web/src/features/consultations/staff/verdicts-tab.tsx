import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { groupsQuery, opinionsQuery, type ConsultationDetail } from '../consultation-api.js';
import { answerUnits, unansweredOf } from '../opinion-rows.js';
import { OpinionRow } from './opinion-row.js';
import rows from './opinion-row.module.css';
import { useSteps } from './use-steps.js';
import { useVerdictDrafts } from './use-verdict-drafts.js';
import { VerdictForm } from './verdict-form.js';
import { VerdictTag } from './verdict-tag.js';
import styles from './desk.module.css';

interface Props {
  readonly consultation: ConsultationDetail;
  readonly now: Date;
}

const STEP = 100;

/** Every published opinion gets its verdict and its reason, by group or by itself, one or many at once. */
export function VerdictsTab({ consultation, now }: Props) {
  const { id, acts, opinions: counts } = consultation;
  const [shown, setShown] = useState<'open' | 'all'>(counts.unanswered > 0 ? 'open' : 'all');
  const [limit, setLimit] = useState(STEP);
  const opinions = useQuery(opinionsQuery(id));
  const groups = useQuery(groupsQuery(id));
  const drafts = useVerdictDrafts(id);
  const units = useMemo(() => {
    const published = (opinions.data ?? []).filter(({ state }) => state === 'published');
    return answerUnits(published, groups.data ?? [])
      .filter((unit) => shown === 'all' || unansweredOf(unit) > 0)
      .slice(0, limit);
  }, [opinions.data, groups.data, shown, limit]);
  const steps = useSteps(useMemo(() => units.map(({ key }) => key), [units]));
  if (opinions.error) return <ErrorState error={opinions.error} onRetry={() => void opinions.refetch()} />;
  if (!opinions.data || !groups.data) return <Skeleton />;
  const chosen = units.filter(({ key }) =>
    steps.selected.size > 0 ? steps.selected.has(key) : steps.current === key,
  );
  return (
    <div className={styles.tab}>
      <Countdown consultation={consultation} />
      <div className={styles.bar}>
        <SegmentedChoice
          label={t('consultations.shownVerdicts')}
          options={[
            { id: 'open', name: t('consultations.unanswered') },
            { id: 'all', name: t('consultations.all') },
          ]}
          value={shown}
          onChange={(one) => setShown(one as 'open' | 'all')}
        />
      </div>
      {acts.answer && chosen.length > 0 && (
        <VerdictForm
          // Another choice is another form: its draft is its own.
          key={chosen.map(({ key }) => key).join()}
          id={id}
          units={chosen}
          drafts={drafts}
          onDone={steps.clear}
        />
      )}
      {units.length === 0 ? (
        <EmptyState
          title={t(shown === 'open' ? 'consultations.allAnswered' : 'consultations.nothingToAnswer')}
        />
      ) : (
        <ul className={rows.list} aria-label={t('consultations.verdicts')}>
          {units.map((unit) => (
            <OpinionRow
              key={unit.key}
              unit={unit}
              consultation={consultation}
              steps={steps}
              now={now}
              isSelectable={acts.answer}
              end={({ verdict, verdictReason }) => (
                <>
                  <VerdictTag verdict={verdict} />
                  {verdictReason}
                </>
              )}
              tools={
                drafts.state.drafts[unit.key] !== undefined &&
                unansweredOf(unit) > 0 && <span className={styles.begun}>{t('consultations.begun')}</span>
              }
            />
          ))}
        </ul>
      )}
      {units.length === limit && (
        <Button onPress={() => setLimit(limit + STEP)}>{t('consultations.loadMore')}</Button>
      )}
    </div>
  );
}

/** How many are left before the feedback can be submitted for signature. */
function Countdown({
  consultation: { opinions, acts, state },
}: {
  readonly consultation: ConsultationDetail;
}) {
  const { unanswered, pending } = opinions;
  if (state === 'answered' || state === 'withdrawn') return null;
  if (unanswered === 0)
    return (
      <Banner tone="ok">
        {t(acts.answer ? 'consultations.readyToSubmit' : 'consultations.allAnswered')}
      </Banner>
    );
  return (
    <Banner tone="warn">
      <b>{t('consultations.left', { n: unanswered })}</b>
      {pending > 0 && t('consultations.leftPending', { n: pending })}
    </Banner>
  );
}
