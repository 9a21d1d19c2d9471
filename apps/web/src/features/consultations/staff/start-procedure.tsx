import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { startProcedure } from '../policy-api.js';

/** A registered policy whose procedure has not begun. */
export function StartProcedure({ policy }: { readonly policy: string }) {
  const queries = useQueryClient();
  const [key] = useState(randomKey);
  const starting = useMutation({
    mutationFn: () => startProcedure(policy, key),
    onSettled: () => queries.invalidateQueries({ queryKey: ['policy', policy] }),
  });
  return (
    <>
      <p>{t('consultations.startText')}</p>
      {starting.error && <Banner tone="late">{reasonOf(starting.error)}</Banner>}
      <Button kind="primary" isDisabled={starting.isPending} onPress={() => starting.mutate()}>
        {t('consultations.start')}
      </Button>
    </>
  );
}
