import { lazy, Suspense, type ComponentProps } from 'react';
import { Skeleton } from '../../../ui/skeleton.js';

const Pane = lazy(async () => ({ default: (await import('./task-pane.js')).TaskPane }));

/** The pane of a task, loaded after its page: lists and texts are there first. */
export const TaskPane = (props: ComponentProps<typeof Pane>) => (
  <Suspense fallback={<Skeleton />}>
    <Pane {...props} />
  </Suspense>
);
