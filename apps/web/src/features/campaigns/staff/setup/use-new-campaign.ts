import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../../api/problem.js';
import { useMe } from '../../../../lib/me.js';
import { randomKey } from '../../../../lib/random-key.js';
import { t } from '../../../../messages/t.js';
import { toasts } from '../../../../ui/toasts.js';
import { bodyOf, daysOf, faultOf, formOf, type NewCampaignForm } from '../../model/new-campaign.js';
import type { PlanDay } from '../../model/phases.js';
import { createCampaign, daysPreviewQuery, type Preset, type Presets } from '../../setup-api.js';
import type { SetupProps } from './setup-props.js';

/** The state of the form: what is filled in, what its days mean, what the server says, and sending it. */
export function useNewCampaign({ items, steps }: Presets, today: string) {
  const { unit } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form, setForm] = useState(() => formOf(items[0], unit, today));
  const [key, setKey] = useState(randomKey);
  const days = daysOf(form, steps);
  const preview = useQuery({ ...daysPreviewQuery(days ?? {}), enabled: days !== null });
  // Days of the last preview stay in their fields while one of them is wrong.
  const [kept, setKept] = useState<readonly PlanDay[]>();
  if (preview.data && preview.data !== kept) setKept(preview.data);
  const creating = useMutation({
    mutationFn: () => createCampaign(bodyOf(form, days!), key),
    onSuccess: ({ id }) => {
      toasts.add(t('campaignSetup.started'));
      void queries.invalidateQueries({ queryKey: ['campaigns'] });
      void navigate({ to: '/campaigns/$id', params: { id } });
    },
    onError: (error) => error instanceof ProblemError && setKey(randomKey()),
  });
  const faults = new Map([...faultsOf(creating.error), ...faultsOf(days && preview.error)]);
  const set = (next: NewCampaignForm): void => {
    setForm(next);
    if (creating.error) creating.reset();
  };
  const preset: Preset | undefined = items.find((one) => one.key === form.preset);
  const parts: SetupProps = {
    ...{ form, preset, onChange: set, today },
    faultOf: (field) => faultOf(faults, field),
  };
  return {
    parts,
    days: kept,
    hasAllDays: days !== null && !preview.error,
    choosePreset: (chosen: string | null) =>
      set({
        ...formOf(
          items.find((one) => one.key === chosen),
          unit,
          today,
        ),
        ...keptOf(form),
      }),
    /** Of fields that the form shows, and of the whole. */
    error: creating.error,
    hasFaults: faults.size > 0,
    isSending: creating.isPending,
    send: () => creating.mutate(),
  };
}

/** What another plan does not change. */
const keptOf = ({
  departments,
  url,
  alsoHosts,
  networks,
  maxMinutes,
  rate,
  fallbackList,
}: NewCampaignForm): Partial<NewCampaignForm> => ({
  ...{ departments, url, alsoHosts, networks, maxMinutes, rate, fallbackList },
});

const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  error instanceof ProblemError ? error.fields : new Map();
