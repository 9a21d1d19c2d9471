import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../../ui/error-state.js';

/** In place of a page that could not be drawn; rail and top bar stay. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
