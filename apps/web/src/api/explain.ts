import { t } from '../messages/t.js';
import { NetworkError, ProblemError } from './problem.js';

/** What an error means for somebody who has filled a form, in Chinese. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) return t('form.noNetwork');
  if (!(error instanceof ProblemError)) return t('form.notVerified');
  if (error.code === 'RATE_LIMITED') return t('form.tooOften');
  return error.message;
}
