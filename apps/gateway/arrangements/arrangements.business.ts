import { defineBusiness } from '../cases/registration/business.js';
import { arrangementChecks, arrangementPreconditions } from './arrangement-checks.js';
import { ArrangementsModule } from './arrangements.module.js';

/** The year's arrangement of interviews, surveys and consultations. */
export const arrangements = defineBusiness({
  name: 'arrangements',
  module: ArrangementsModule,
  processes: {
    'column-arrangement': {
      preconditions: arrangementPreconditions,
      checks: arrangementChecks,
      refusals: ['DUTY_OVERLAPS'],
      duty: 'columns',
      searched: true,
      readers: ['info-editor', 'info-reviewer'],
      unitsApart: { officeIn: 'office' },
    },
  },
});
