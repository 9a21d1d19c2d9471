import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { unitsQuery } from '../../api/case-queries.js';
import { CaseNotFound } from '../../features/cases/staff/case-not-found.js';
import { policyQuery } from '../../features/consultations/policy-api.js';
import { PolicyView } from '../../features/consultations/staff/policy-view.js';
import { useNow } from '../../lib/use-now.js';
import { Skeleton } from '../../ui/skeleton.js';
import { CaseAct } from './case-act.js';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/policies/$id');

/** A policy of the register, with the form of the open step of its procedure. */
export function PolicyPage() {
  const { id } = route.useParams();
  const now = useNow();
  const policy = useQuery(policyQuery(id));
  const { data: units } = useQuery(unitsQuery);
  useTabTitle(policy.data?.title);
  if (policy.error) return <CaseNotFound error={policy.error} onRetry={() => void policy.refetch()} />;
  if (!policy.data) return <Skeleton />;
  const { data } = policy;
  return (
    <PolicyView
      key={id}
      policy={data}
      unitName={units?.find(({ code }) => code === data.unit)?.name ?? data.unit}
      now={now}
      act={data.consultation && <Act process={data.consultation.id} />}
    />
  );
}

function Act({ process: id }: { readonly process: string }) {
  const search: { readonly task?: string | undefined } = route.useSearch();
  const navigate = route.useNavigate();
  const { process, open, own, current, now } = useCase(id, search.task);
  const queries = useQueryClient();
  const { dataUpdatedAt } = process;
  // What the procedure has come to changes the gate.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['policy'] }), [queries, dataUpdatedAt]);
  if (!process.data) return <Skeleton />;
  return (
    <CaseAct
      process={process.data}
      {...{ open, own, current, now }}
      onChoose={(task) => void navigate({ search: (before) => ({ ...before, task }), replace: true })}
    />
  );
}
