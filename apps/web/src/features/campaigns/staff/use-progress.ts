import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFollow } from '../../../lib/use-live.js';
import { campaignQuery, type Inspection } from '../campaigns-api.js';

/** The state of a campaign as its stream sends it. */
export interface Progress {
  readonly stage: string;
  readonly inspection: Inspection | null;
  /** By state. */
  readonly findings: Readonly<Record<string, number>>;
}

/** Whether an account sees all departments, and so may follow the stream. */
export const seesWholeCampaign = (roles: readonly string[]): boolean =>
  roles.includes('service-centre') || roles.includes('supervisor');

/**
 * Follows a campaign while its page is open. A running inspection is shown from the stream; whatever else has changed is read
 * again. Departments poll.
 */
export function useProgress(id: string, roles: readonly string[]): Progress | undefined {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const isWhole = seesWholeCampaign(roles);
  // Departments are no part of the campaign's own process.
  useFollow(isWhole ? id : undefined);
  useEffect(() => {
    if (!isWhole) return undefined;
    let known: string | undefined;
    const source = new EventSource(`/api/v1/campaigns/${id}/events`);
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const { inspection, ...rest } = JSON.parse(data) as Progress;
      setProgress({ inspection, ...rest });
      const state = JSON.stringify(rest);
      if (known !== undefined && known !== state)
        void queries.invalidateQueries({ queryKey: campaignQuery(id).queryKey });
      known = state;
    });
    return () => source.close();
  }, [id, isWhole, queries]);
  return progress;
}
