import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Skeleton } from '../../../ui/skeleton.js';

/** On a phone a task has a page instead of a pane. The list behind it has no open task, so that going back shows the list. */
export function ToTaskPage({ id }: { readonly id: string }) {
  const navigate = useNavigate({ from: '/work' });
  // Only when nothing else is on its way: the row that was pressed may still be setting the address.
  const isIdle = useRouterState({ select: ({ status }) => status === 'idle' });
  useEffect(() => {
    if (!isIdle) return;
    const go = async (): Promise<void> => {
      await navigate({
        from: '/work',
        to: '/work',
        search: (search) => ({ ...search, task: undefined }),
        replace: true,
      });
      await navigate({ to: '/tasks/$id', params: { id } });
    };
    void go();
  }, [id, isIdle, navigate]);
  return <Skeleton />;
}
