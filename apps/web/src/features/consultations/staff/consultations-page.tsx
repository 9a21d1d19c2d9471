import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { dayOf, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { CONSULTATION_STATES, consultationsQuery, type ConsultationsSearch } from '../consultation-api.js';
import { RegisterList } from './register-list.js';

const route = getRouteApi('/consultations');

/** Consultations of the units that the account sees, newest first. */
export function ConsultationsPage() {
  const { state }: ConsultationsSearch = route.useSearch();
  const [now] = useState(() => new Date());
  const list = useInfiniteQuery(consultationsQuery({ state }));
  const { data: units } = useQuery(unitsQuery);
  const today = dayOf(now);
  const unitName = (code: string): string => units?.find((unit) => unit.code === code)?.name ?? code;
  return (
    <RegisterList
      title={t('consultations.title')}
      action={<Link to="/policies">{t('consultations.toRegister')}</Link>}
      to="/consultations"
      states={CONSULTATION_STATES}
      state={state}
      nameOf={(one) => t(`consultations.state_${one}`)}
      list={list}
      rows={list.data?.pages.flatMap((page) => page.items)}
      empty={{
        title: t('consultations.none'),
        offer: <Link to="/policies">{t('consultations.noneHint')}</Link>,
      }}
      columns={[
        {
          id: 'title',
          title: t('consultations.policyTitle'),
          cell: ({ id, title }) => (
            <Link to="/consultations/$id" params={{ id }}>
              {title}
            </Link>
          ),
        },
        { id: 'unit', title: t('consultations.unit'), cell: ({ unit }) => unitName(unit) },
        {
          id: 'state',
          title: t('consultations.state'),
          cell: (item) => t(`consultations.state_${item.state as (typeof CONSULTATION_STATES)[number]}`),
        },
        {
          id: 'closes',
          title: t('consultations.closesOn'),
          cell: ({ closesOn }) => closesOn && listDay(closesOn, today),
        },
        {
          id: 'answered',
          title: t('consultations.feedbackDay'),
          cell: ({ adoptionPublishedAt }) =>
            adoptionPublishedAt && listDay(dayOf(adoptionPublishedAt), today),
        },
      ]}
    />
  );
}
