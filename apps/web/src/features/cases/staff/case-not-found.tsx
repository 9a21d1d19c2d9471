import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';

interface Props {
  /** Undefined: there is none of this number. */
  readonly error?: unknown;
  readonly onRetry: () => void;
}

/** In place of a case that cannot be shown. One that the account must not see is said to be unknown, as the server does. */
export function CaseNotFound({ error, onRetry }: Props) {
  const isUnknown = error === undefined || (error instanceof ProblemError && error.problem.status === 404);
  if (!isUnknown) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState title={t('cases.notFoundTitle')}>
      <p>{t('cases.notFoundText')}</p>
    </EmptyState>
  );
}
