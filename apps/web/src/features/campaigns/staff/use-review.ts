import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { toasts } from '../../../ui/toasts.js';
import { campaignQuery, reviewFinding, type Campaign, type Finding } from '../campaigns-api.js';

export type Verdict = 'confirm' | 'dismiss' | 'restore';

/** What the account may decide on a finding. */
export interface Review {
  /** It was dismissed: that can be taken back, and nothing else. */
  readonly isDismissed: boolean;
  /** Without a unit it can be dismissed only. */
  readonly canConfirm: boolean;
  readonly decide: (verdict: Verdict) => void;
  readonly isBusy: boolean;
  /** Why the last decision was refused. */
  readonly fault: string | undefined;
}

/**
 * Decides on the finding that is open, with `Y` and `N` too, or takes back that it was dismissed. Undefined where there is nothing to
 * decide.
 *
 * @param onDecided moves on to the next one
 */
export function useReview(
  campaign: Pick<Campaign, 'id' | 'process'>,
  finding: Finding | undefined,
  onDecided: () => void,
): Review | undefined {
  const queries = useQueryClient();
  const { roles } = useMe();
  const readAgain = (): Promise<void> =>
    queries.invalidateQueries({ queryKey: campaignQuery(campaign.id).queryKey });
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ of, verdict }: { of: Finding; verdict: Verdict }) =>
      reviewFinding(campaign.id, of.id, verdict),
    onSuccess: async (_, { of, verdict }) => {
      toasts.add(t(`campaigns.reviewed_${verdict}`, { item: of.item }));
      onDecided();
      await readAgain();
    },
    onError: async (refusal) => {
      if (!(refusal instanceof ProblemError && refusal.code === 'NOT_FOUND')) return;
      toasts.add(t('campaigns.quicker'));
      await readAgain();
    },
  });
  const isRunning = campaign.process.endedAt === null;
  const isCentre = isRunning && roles.includes('service-centre');
  const mayDecide = isCentre && finding?.state === 'found';
  const isDismissed = isCentre && finding?.state === 'dismissed';
  const canConfirm = mayDecide && finding.unit !== null;
  const decide = (verdict: Verdict): void => {
    const may = { confirm: canConfirm, dismiss: mayDecide, restore: isDismissed }[verdict];
    if (finding && may && !isPending) mutate({ of: finding, verdict });
  };
  useEffect(() => {
    if (!mayDecide) return undefined;
    return keys.add([
      { keys: 'Y', title: t('campaigns.confirm'), run: () => decide('confirm') },
      { keys: 'N', title: t('campaigns.dismiss'), run: () => decide('dismiss') },
    ]);
  });
  if (!mayDecide && !isDismissed) return undefined;
  return { isDismissed, canConfirm, decide, isBusy: isPending, fault: error ? explain(error) : undefined };
}
