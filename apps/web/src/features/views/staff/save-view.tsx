import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import { saveView, viewsQuery, type SavedView } from '../api.js';
import styles from './views.module.css';

interface Props {
  readonly page: string;
  readonly filter: string;
  /** The one to change; undefined: a new one. */
  readonly view?: SavedView;
  readonly onClose: () => void;
}

const FORM_ID = 'save-view';

export function SaveView({ page, filter, view, onClose }: Props) {
  const queries = useQueryClient();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [isMissing, setMissing] = useState(false);
  const saving = useMutation({
    mutationFn: saveView,
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
      toasts.add(t('views.saved', { name: saved.name }));
      onClose();
    },
  });
  const { error } = saving;
  const ofName = error instanceof ProblemError ? error.fields.get('name') : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '' || saving.isPending) return;
    saving.mutate({ ...(view && { id: view.id }), page, filter, name: name.trim(), shared });
  };
  return (
    <Dialog
      title={t(view ? 'views.editTitle' : 'views.saveTitle')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={FORM_ID} kind="primary" isDisabled={saving.isPending}>
            {t(saving.isPending ? 'views.saving' : 'views.saveButton')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className={styles.form}>
        {error && ofName === undefined && <Banner tone="late">{reasonOf(error)}</Banner>}
        <TextField
          label={t('views.name')}
          value={name}
          onChange={setName}
          maxLength={40}
          autoFocus
          error={ofName ?? (isMissing && name.trim() === '' ? t('views.nameMissing') : undefined)}
        />
        <Checkbox isSelected={shared} onChange={setShared} note={t('views.sharedNote')}>
          {t('views.shared')}
        </Checkbox>
      </form>
    </Dialog>
  );
}
