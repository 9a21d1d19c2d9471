import { ACCOUNTS_ERRORS } from '../../domain/accounts/errors.js';
import { ARRANGEMENTS_ERRORS } from '../../domain/arrangements/errors.js';
import { CAMPAIGNS_ERRORS } from '../../domain/campaigns/errors.js';
import { CARDS_ERRORS } from '../../domain/cards/errors.js';
import { CASES_ERRORS } from '../../domain/cases/errors.js';
import { DUTY_ERRORS } from '../../domain/cases/duty/errors.js';
import { CATALOGUE_ERRORS } from '../../domain/catalogue/errors.js';
import { CONSULTATIONS_ERRORS } from '../../domain/consultations/errors.js';
import { INTERVIEWS_ERRORS } from '../../domain/interviews/errors.js';
import { LETTERS_ERRORS } from '../../domain/letters/errors.js';
import { SURVEYS_ERRORS } from '../../domain/surveys/errors.js';
import type { ErrorTables } from '../../workflows/engine/errors.js';
import { registerErrors } from './platform/problems/error-table.js';

/** Compilation fails for a declared table that is missing here. */
const tables: Omit<ErrorTables, 'engine' | 'platform'> = {
  cases: CASES_ERRORS,
  duty: DUTY_ERRORS,
  letters: LETTERS_ERRORS,
  cards: CARDS_ERRORS,
  campaigns: CAMPAIGNS_ERRORS,
  catalogue: CATALOGUE_ERRORS,
  arrangements: ARRANGEMENTS_ERRORS,
  surveys: SURVEYS_ERRORS,
  interviews: INTERVIEWS_ERRORS,
  consultations: CONSULTATIONS_ERRORS,
  accounts: ACCOUNTS_ERRORS,
};

Object.values(tables).forEach(registerErrors);
