import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { unitsQuery } from '../../api/case-queries.js';
import { isUnknown } from '../../api/problem.js';
import { CaseNotFound } from '../../features/cases/staff/case-not-found.js';
import { consultationQuery, type DeskSearch } from '../../features/consultations/consultation-api.js';
import { ConsultationDesk } from '../../features/consultations/staff/consultation-desk.js';
import { t } from '../../messages/t.js';
import { Skeleton } from '../../ui/skeleton.js';
import { CaseAct } from './case-act.js';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/consultations/$id');

/** The desk of a consultation, with the form of the open step. */
export function ConsultationPage() {
  const { id } = route.useParams();
  const search: DeskSearch = route.useSearch();
  const navigate = route.useNavigate();
  const found = useQuery(consultationQuery(id));
  const { data: units } = useQuery(unitsQuery);
  const { process, open, own, current, now } = useCase(id, search.task);
  useTabTitle(found.data?.title);
  // Its unit reads a consultation before it has a step of its own in the process.
  const isElsewhere = isUnknown(process.error);
  const error = found.error ?? (isElsewhere ? null : process.error);
  const retry = (): void => void Promise.all([found.refetch(), process.refetch()]);
  if (error) return <CaseNotFound error={error} onRetry={retry} />;
  if (!found.data || (!process.data && !isElsewhere)) return <Skeleton />;
  const { data } = found;
  return (
    <ConsultationDesk
      key={id}
      consultation={data}
      unitName={units?.find(({ code }) => code === data.unit)?.name ?? data.unit}
      tab={search.tab ?? tabFor(data.process.stage ?? '')}
      onTab={(tab) => void navigate({ search: (before) => ({ ...before, tab }), replace: true })}
      now={now}
      hasCase={!isElsewhere}
      act={
        process.data ? (
          <CaseAct
            process={process.data}
            {...{ open, own, current, now }}
            onChoose={(task) => void navigate({ search: (before) => ({ ...before, task }), replace: true })}
          />
        ) : (
          data.state !== 'withdrawn' && (
            <p>{t('consultations.withOthers', { stage: data.process.stageTitle ?? '' })}</p>
          )
        )
      }
    />
  );
}

/** What the open stage is about. */
function tabFor(stage: string) {
  if (stage === 'open' || stage === 'hearing') return 'opinions';
  if (stage === 'sorting') return 'verdicts';
  return ['feedback', 'legal', 'deciding', 'issuing', 'closed'].includes(stage) ? 'feedback' : 'draft';
}
