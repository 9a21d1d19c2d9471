import { t } from '../messages/t.js';
import { NetworkError, ProblemError } from './problem.js';

/** What an error means for somebody who has filled a form, in Chinese. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) return t('common.noNetwork');
  if (!(error instanceof ProblemError)) return t('common.notVerified');
  if (error.code === 'RATE_LIMITED') return t('common.tooOften');
  return error.message;
}
