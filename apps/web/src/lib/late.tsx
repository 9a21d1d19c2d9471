import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

let startLate!: () => void;
const isShown = new Promise<void>((resolve) => {
  startLate = resolve;
});

/** The page shows what it was opened for: the files of what is hidden yet may be sent for. */
export const sendForLateParts = (): void => startLate();

/**
 * A part that is hidden until somebody asks for it: menus, dialogs, what stands beside a list. The page is drawn without its
 * file, which is sent for afterwards, before it is asked for.
 *
 * @param fallback stands in its place while somebody has to wait for it
 */
export function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  fallback?: ReactNode,
): ComponentType<P> {
  const Part = lazy(async () => ({ default: await load() }));
  // Without a network it is sent for again when it is asked for.
  void isShown.then(load).catch(() => undefined);
  return function Late(props: P) {
    return (
      <Suspense fallback={fallback}>
        <Part {...props} />
      </Suspense>
    );
  };
}
