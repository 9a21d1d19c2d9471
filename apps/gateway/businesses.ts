import { arrangements } from './arrangements/arrangements.business.js';
import { campaigns } from './campaigns/campaigns.business.js';
import type { Business } from './cases/registration/business.js';
import { consultations } from './consultations/consultations.business.js';
import { interviews } from './interviews/interviews.business.js';
import { letters } from './letters/letters.business.js';
import { supervision } from './supervision/supervision.business.js';
import { surveys } from './surveys/surveys.business.js';

/** Every business that the gateway serves: a new one adds its line, and nothing else of the gateway changes. */
export const businesses: readonly Business[] = [
  letters,
  supervision,
  campaigns,
  arrangements,
  surveys,
  interviews,
  consultations,
];
