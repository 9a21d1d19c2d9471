import { t } from '../messages/t.js';
import { ProblemError } from './problem.js';

/** Why something was refused, in the server's words; else that there was no answer. */
export const reasonOf = (error: unknown): string =>
  error instanceof ProblemError ? error.message : t('common.noConnection');
