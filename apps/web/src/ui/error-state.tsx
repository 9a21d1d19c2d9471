import { CloudOff, Copy } from 'lucide-react';
import { NetworkError, ProblemError } from '../api/problem.js';
import { t } from '../messages/t.js';
import { Button } from './button.js';
import { IconButton } from './icon-button.js';
import styles from './state.module.css';
import { toasts } from './toasts.js';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What failed, that nothing is lost, and the number to quote. */
export function ErrorState({ error, onRetry }: Props) {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const title =
    problem?.title ?? (error instanceof NetworkError ? t('common.noConnection') : t('common.failedTitle'));
  return (
    <div role="alert" className={styles.state}>
      <CloudOff size={34} strokeWidth={1.3} className={styles.icon} aria-hidden />
      <p className={styles.title}>{title}</p>
      <p>{problem && problem.detail !== problem.title ? problem.detail : t('common.failedNothingLost')}</p>
      <div className={styles.actions}>
        {onRetry && <Button onPress={onRetry}>{t('common.retry')}</Button>}
      </div>
      {problem && (
        <p className={styles.request}>
          {t('common.requestId')} {problem.requestId}
          <IconButton
            icon={Copy}
            label={t('ui.copy')}
            size="small"
            onPress={() => void copy(problem.requestId)}
          />
        </p>
      )}
    </div>
  );
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toasts.add(t('ui.copied'));
}
