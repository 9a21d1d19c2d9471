import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Hand, Send, Undo2, UserRoundPlus, Waypoints } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { processQuery } from '../../../api/case-queries.js';
import { explain } from '../../../api/explain.js';
import { keys } from '../../../lib/key-table.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Menu, type MenuEntry } from '../../../ui/menu.js';
import { toasts } from '../../../ui/toasts.js';
import type { Act, MessageAct } from '../acts-api.js';
import { claimTask, releaseTask, type TaskDetail } from '../api.js';

// Opened by few: not in the page's first script.
const DelegateDialog = lazy(async () => ({ default: (await import('./delegate-dialog.js')).DelegateDialog }));
const MessageDialog = lazy(async () => ({ default: (await import('./message-dialog.js')).MessageDialog }));
const ReassignDialog = lazy(async () => ({ default: (await import('./reassign-dialog.js')).ReassignDialog }));

type Open = 'delegate' | 'reassign' | MessageAct | undefined;

/** A refusal that says nothing new: the act is for other roles, and its entry would only be noise. */
const FOR_OTHERS = new Set(['FORBIDDEN', 'UNIT_NOT_ALLOWED', 'ROLE_NOT_ALLOWED']);
const concernsMe = ({ refusal }: Act): boolean => refusal === undefined || !FOR_OTHERS.has(refusal.code);

/** What can be done with a task beside completing it; what cannot be done now says why. */
export function TaskMenu({ task }: { readonly task: TaskDetail }) {
  const me = useMe();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const { data: process } = useQuery(processQuery(task.processId));
  const isMine = task.assignee === me.username;
  const hold = useMutation({
    mutationFn: () => (task.assignee === null ? claimTask(task.id) : releaseTask(task.id)),
    onError: (error) => toasts.add(explain(error)),
    onSettled: () => void queries.invalidateQueries(),
  });
  const { mutate } = hold;
  const isOpen = task.state === 'open';
  const { claim, release, delegate, reassign } = task.acts;
  const holding = task.assignee === null ? claim : release;
  const mayHold = isOpen && holding.allowed;
  const holdTitle = t(task.assignee === null ? 'doing.claim' : 'doing.release');
  useEffect(() => {
    if (!mayHold) return;
    return keys.add([{ keys: 'L', title: holdTitle, run: () => mutate() }]);
  }, [mayHold, holdTitle, mutate]);

  const entry = (act: Act, one: Omit<MenuEntry, 'refusal'>): MenuEntry[] =>
    concernsMe(act) ? [{ ...one, refusal: act.refusal?.text }] : [];
  const ofTask = isOpen
    ? [
        ...entry(holding, {
          id: 'hold',
          name: holdTitle,
          icon: isMine ? Undo2 : Hand,
          keys: 'L',
          run: () => mutate(),
        }),
        ...entry(delegate, {
          id: 'delegate',
          name: t('doing.delegate'),
          icon: UserRoundPlus,
          run: () => setOpen('delegate'),
        }),
        ...entry(reassign, {
          id: 'reassign',
          name: t('doing.reassign'),
          icon: Waypoints,
          run: () => setOpen('reassign'),
        }),
      ]
    : [];
  const messages = (process?.acts.messages ?? []).flatMap((message) =>
    entry(message, { id: message.name, name: message.title, icon: Send, run: () => setOpen(message) }),
  );
  const groups = [ofTask, messages].filter(({ length }) => length > 0);
  const close = (): void => setOpen(undefined);
  return (
    <>
      {groups.length > 0 && (
        <Menu
          label={t('doing.acts')}
          trigger={<IconButton icon={Ellipsis} label={t('doing.acts')} size="small" />}
          groups={groups}
        />
      )}
      <Suspense>
        {open === 'delegate' && <DelegateDialog task={task} onClose={close} />}
        {open === 'reassign' && <ReassignDialog task={task} onClose={close} />}
        {typeof open === 'object' && process && (
          <MessageDialog process={process} message={open} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
