import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { Select } from '../../../ui/select.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import { POLICY_KINDS, registerPolicy, startProcedure, type PolicyKind } from '../policy-api.js';

/** Registers a policy of one's unit, and starts its procedure. */
export function RegisterPolicy({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<PolicyKind>('NORMATIVE');
  const [isMajor, setMajor] = useState<boolean>();
  const [reason, setReason] = useState('');
  const [key] = useState(randomKey);
  const registering = useMutation({
    mutationFn: async () => {
      const policy = await registerPolicy({ title, kind, major: isMajor!, reason });
      // A procedure that does not start now is started on the page of the policy.
      await startProcedure(policy, key).catch(() => undefined);
      return policy;
    },
    onSuccess: (id) => {
      toasts.add(t('consultations.registered'));
      void queries.invalidateQueries({ queryKey: ['policies'] });
      onClose();
      void navigate({ to: '/policies/$id', params: { id } });
    },
  });
  const faults =
    registering.error instanceof ProblemError ? registering.error.fields : new Map<string, string>();
  return (
    <Dialog
      title={t('consultations.registerPolicy')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={isMajor === undefined || registering.isPending}
            onPress={() => registering.mutate()}
          >
            {t('consultations.registerAndStart')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('consultations.policyTitle')}
        hint={t('consultations.titleHint')}
        value={title}
        onChange={setTitle}
        error={faults.get('title')}
        isRequired
        autoFocus
      />
      <Select
        label={t('consultations.kind')}
        value={kind}
        onChange={(id) => setKind(POLICY_KINDS.find((one) => one === id)!)}
        options={POLICY_KINDS.map((id) => ({ id, name: t(`consultations.${id}`) }))}
      />
      <RadioGroup
        label={t('consultations.isMajor')}
        value={isMajor === undefined ? null : String(isMajor)}
        onChange={(value) => setMajor(value === 'true')}
        options={[
          { id: 'true', name: t('consultations.major'), note: t('consultations.majorNote') },
          { id: 'false', name: t('consultations.ordinary'), note: t('consultations.ordinaryNote') },
        ]}
      />
      <TextArea
        label={t('consultations.majorReason')}
        value={reason}
        onChange={setReason}
        max={2000}
        error={faults.get('reason')}
        isRequired
      />
      {registering.error && faults.size === 0 && <Banner tone="late">{reasonOf(registering.error)}</Banner>}
    </Dialog>
  );
}
