import { defineBusiness } from '../cases/registration/business.js';
import { appealPreconditions } from './appeal-checks.js';
import { SupervisionModule } from './supervision.module.js';

/** Appeals against cards, and accountability after a red card. */
export const supervision = defineBusiness({
  name: 'supervision',
  module: SupervisionModule,
  processes: {
    // who decides on an appeal reads what the unit writes in it
    'card-appeal': {
      preconditions: appealPreconditions,
      seenBy: { efficiency: 'all' },
      readers: ['efficiency'],
    },
    accountability: {},
  },
});
