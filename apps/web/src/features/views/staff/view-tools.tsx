import { useQuery } from '@tanstack/react-query';
import { Bookmark, BookmarkCheck } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { late } from '../../../lib/late.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { buttonClass } from '../../../ui/button-look.js';
import { Menu } from '../../../ui/menu.js';
import { viewsQuery, type SavedView } from '../api.js';

const DeleteView = late(async () => (await import('./delete-view.js')).DeleteView);
const SaveView = late(async () => (await import('./save-view.js')).SaveView);

interface Props {
  /** Page of the console. */
  readonly page: string;
  /** Its query string now, without what is open. */
  readonly filter: string;
}

type Open = { readonly what: 'save' | 'edit' | 'delete'; readonly view?: SavedView };

/** Saves the conditions of a list as a view; the view that is shown can be renamed, shared and deleted. */
export function ViewTools({ page, filter }: Props) {
  const { data: views } = useQuery(viewsQuery);
  const [open, setOpen] = useState<Open>();
  const shown = views?.find((view) => view.page === page && view.filter === filter && view.own);
  const close = (): void => setOpen(undefined);
  return (
    <>
      {shown ? (
        <Menu
          label={t('views.menu')}
          trigger={
            <AriaButton className={buttonClass({ kind: 'ghost', size: 'small' })}>
              <BookmarkCheck size={14} aria-hidden />
              {shown.name}
            </AriaButton>
          }
          groups={[
            [{ id: 'edit', name: t('views.edit'), run: () => setOpen({ what: 'edit', view: shown }) }],
            [
              {
                id: 'delete',
                name: t('views.remove'),
                isDanger: true,
                run: () => setOpen({ what: 'delete', view: shown }),
              },
            ],
          ]}
        />
      ) : (
        filter !== '' && (
          <Button kind="ghost" size="small" onPress={() => setOpen({ what: 'save' })}>
            <Bookmark size={14} aria-hidden />
            {t('views.save')}
          </Button>
        )
      )}
      {open?.what === 'save' && <SaveView page={page} filter={filter} onClose={close} />}
      {open?.what === 'edit' && <SaveView page={page} filter={filter} view={open.view!} onClose={close} />}
      {open?.what === 'delete' && <DeleteView view={open.view!} onClose={close} />}
    </>
  );
}
