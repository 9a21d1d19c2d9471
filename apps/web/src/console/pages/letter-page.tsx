import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';
import { CaseContents } from '../../features/cases/staff/case-contents.js';
import { CaseFiles } from '../../features/cases/staff/case-files.js';
import { CaseFrame } from '../../features/cases/staff/case-frame.js';
import { CaseHead } from '../../features/cases/staff/case-head.js';
import { CaseNews } from '../../features/cases/staff/case-news.js';
import { CaseNotFound } from '../../features/cases/staff/case-not-found.js';
import { useCaseCounts } from '../../features/cases/staff/use-case-counts.js';
import { CaseSteps } from '../../features/cases/staff/case-steps.js';
import { PlaceInList } from '../../features/cases/staff/place-in-list.js';
import { plannedSteps } from '../../features/cases/steps.js';
import { letterByNumberQuery, letterQuery, type Letter } from '../../features/letters/api.js';
import { LetterTags } from '../../features/letters/staff/letter-tags.js';
import { LetterListing } from '../../features/letters/staff/letter-listing.js';
import { LetterText } from '../../features/letters/staff/letter-text.js';
import { letterWay } from '../../features/letters/way.js';
import { useWorkingDays } from '../../lib/calendar.js';
import { t } from '../../messages/t.js';
import { Skeleton } from '../../ui/skeleton.js';
import { CaseAct } from './case-act.js';
import { courseParts } from './course-parts.js';
import { DueWithClocks } from './due-with-clocks.js';
import { LetterSheet } from './letter-sheet.js';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/letters/$no');

/** A letter by its number: what was written, what has happened, what is to be done. */
export function LetterPage() {
  const { no } = route.useParams();
  const found = useQuery(letterByNumberQuery(no.toUpperCase()));
  const retry = (): void => void found.refetch();
  if (found.error) return <CaseNotFound error={found.error} onRetry={retry} />;
  if (found.data === undefined) return <Skeleton />;
  return found.data === null ? (
    <CaseNotFound onRetry={retry} />
  ) : (
    <Found key={found.data} id={found.data} no={no} />
  );
}

function Found({ id, no }: { readonly id: string; readonly no: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const days = useWorkingDays();
  const letter = useQuery(letterQuery(id));
  const counts = useCaseCounts(id);
  const { process, tasks, open, own, current, firstDue, now } = useCase(id, search.task);
  const list = useRouterState({ select: ({ location }) => location.state.list });
  const go = useCallback(
    (to: string) =>
      void navigate({ to: '/letters/$no', params: { no: to }, ...(list && { state: { list } }) }),
    [navigate, list],
  );
  useTabTitle(no);
  const error = letter.error ?? process.error;
  if (error)
    return (
      <CaseNotFound error={error} onRetry={() => void Promise.all([letter.refetch(), process.refetch()])} />
    );
  if (!letter.data || !process.data) return <Skeleton />;
  const sources = { stays: process.data.stages, tasks, isEnded: process.data.endedAt !== null, now };
  const steps = plannedSteps(letterWay(), sources, days);
  const change = (part: typeof search): void =>
    void navigate({
      search: (before) => ({ ...before, ...part }),
      replace: true,
      ...(list && { state: { list } }),
    });
  return (
    <CaseFrame
      head={
        <CaseHead
          process={process.data}
          title={letter.data.title ?? t('letters.noTitle')}
          tags={<LetterTags letter={letter.data} />}
          place={list && <PlaceInList list={list} current={no} onGo={go} />}
          due={firstDue && <DueWithClocks task={firstDue} now={now} />}
        />
      }
      news={<CaseNews processId={id} now={now} />}
      steps={<CaseSteps steps={steps} now={now} />}
      texts={[
        { id: 'letter', name: t('letters.original'), content: <Original letter={letter.data} now={now} /> },
        { id: 'contents', name: t('cases.contents'), content: <CaseContents processId={id} now={now} /> },
        { id: 'files', name: t('cases.files'), count: counts.files, content: <CaseFiles processId={id} /> },
      ]}
      course={courseParts(process.data, tasks, counts, now)}
      act={
        <CaseAct
          process={process.data}
          {...{ open, own, current, now }}
          onChoose={(task) => change({ task })}
        />
      }
      sheet={<LetterSheet letter={letter.data} steps={steps} />}
      search={search}
      onSearch={change}
    />
  );
}

/** The letter, and what its writer has added since. */
function Original({ letter, now }: { readonly letter: Letter; readonly now: Date }) {
  return (
    <>
      <LetterText letter={letter} now={now} />
      <CaseContents processId={letter.processId} now={now} ofCitizen />
      <LetterListing processId={letter.processId} />
    </>
  );
}
