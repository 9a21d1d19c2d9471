import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { listDay, dayOf } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import {
  policiesQuery,
  POLICY_STATES,
  type PoliciesSearch,
  type PolicyItem,
  type PolicyKind,
} from '../policy-api.js';
import { MajorTag } from './major-tag.js';
import { RegisterList } from './register-list.js';
import { RegisterPolicy } from './register-policy.js';
import styles from './register.module.css';

const route = getRouteApi('/policies');

/** The register of policies: is each major, and does the gate let it be issued. */
export function PoliciesPage() {
  const { state }: PoliciesSearch = route.useSearch();
  const { roles } = useMe();
  const [now] = useState(() => new Date());
  const [isRegistering, setRegistering] = useState(false);
  const list = useInfiniteQuery(policiesQuery({ state }));
  const { data: units } = useQuery(unitsQuery);
  const today = dayOf(now);
  return (
    <>
      <RegisterList
        title={t('consultations.register')}
        action={
          roles.includes('agency-clerk') && (
            <Button kind="primary" onPress={() => setRegistering(true)}>
              {t('consultations.registerPolicy')}
            </Button>
          )
        }
        to="/policies"
        states={POLICY_STATES}
        state={state}
        nameOf={(one) => t(`consultations.policy_${one}`)}
        list={list}
        rows={list.data?.pages.flatMap((page) => page.items)}
        empty={{ title: t('consultations.noPolicies') }}
        columns={[
          {
            id: 'title',
            title: t('consultations.policyTitle'),
            cell: ({ id, title }) => (
              <Link to="/policies/$id" params={{ id }}>
                {title}
              </Link>
            ),
          },
          {
            id: 'kind',
            title: t('consultations.kind'),
            cell: ({ kind }) => t(`consultations.${kind as PolicyKind}`),
          },
          {
            id: 'unit',
            title: t('consultations.unit'),
            cell: ({ unit }) => units?.find(({ code }) => code === unit)?.name ?? unit,
          },
          {
            id: 'major',
            title: t('consultations.isMajor'),
            cell: (policy) => <MajorTag policy={policy} />,
          },
          {
            id: 'state',
            title: t('consultations.state'),
            cell: (policy) => t(`consultations.policy_${policy.state as (typeof POLICY_STATES)[number]}`),
          },
          { id: 'gate', title: t('consultations.gate'), cell: (policy) => <GateName policy={policy} /> },
          {
            id: 'at',
            title: t('consultations.registeredOn'),
            cell: ({ createdAt }) => listDay(dayOf(createdAt), today),
          },
        ]}
      />
      {isRegistering && <RegisterPolicy onClose={() => setRegistering(false)} />}
    </>
  );
}

/** Whether the policy may be decided and issued, by shape and word. */
function GateName({ policy: { state, gateOpen } }: { readonly policy: PolicyItem }) {
  if (state === 'issued' || state === 'withdrawn') return '';
  const Icon = gateOpen ? LockOpen : Lock;
  return (
    <span className={gateOpen ? styles.open : styles.shut}>
      <Icon size={14} aria-hidden />
      {t(gateOpen ? 'consultations.gateOpen' : 'consultations.gateShut')}
    </span>
  );
}
