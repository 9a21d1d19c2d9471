import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { api } from '../../api/client.js';
import { CalendarContext } from '../../lib/calendar.js';
import { addDays, dayOf } from '../../lib/dates.js';
import { specialDays } from '../../lib/working-day-rows.js';
import { WorkingDays } from '../../lib/working-days.js';

/** What is overdue for longer than this counts its days by the week. */
const PAST_DAYS = 200;
const WORKING_DAYS = 350;
const HOUR_MS = 3_600_000;

/** One question to the public calendar answers for a year and a half: the days that it skips are not worked. */
const calendarQuery = (today: string) =>
  queryOptions({
    queryKey: ['calendar', today],
    staleTime: HOUR_MS,
    queryFn: async ({ signal }) => {
      const first = addDays(today, -PAST_DAYS);
      const query = { receivedAt: first, workingDays: WORKING_DAYS };
      const { data } = await api.GET('/api/v1/calendar/due-date', { params: { query }, signal });
      return specialDays(data!.skipped, first, data!.dueDate);
    },
  });

/** Gives the pages the working days. Until they are read, weekends only are off. */
export function CalendarProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(calendarQuery(dayOf(new Date())));
  const days = useMemo(() => new WorkingDays(data ?? []), [data]);
  return <CalendarContext value={days}>{children}</CalendarContext>;
}
