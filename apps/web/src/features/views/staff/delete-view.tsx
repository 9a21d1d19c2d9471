import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reasonOf } from '../../../api/reason.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { toasts } from '../../../ui/toasts.js';
import { deleteView, viewsQuery, type SavedView } from '../api.js';

interface Props {
  readonly view: SavedView;
  readonly onClose: () => void;
}

export function DeleteView({ view, onClose }: Props) {
  const queries = useQueryClient();
  const { name } = view;
  const deletion = useMutation({
    mutationFn: deleteView,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
      toasts.add(t('views.removed', { name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('views.removeTitle', { name })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" onPress={() => deletion.mutate(view)} isDisabled={deletion.isPending}>
            {t('views.remove')}
          </Button>
        </>
      }
    >
      {deletion.error && <Banner tone="late">{reasonOf(deletion.error)}</Banner>}
      <p>{t(view.shared ? 'views.removeShared' : 'views.removeText')}</p>
    </Dialog>
  );
}
