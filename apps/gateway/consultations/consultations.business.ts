import { defineBusiness } from '../cases/business.js';
import { ConsultationChecks } from './consultation-checks.js';
import { ConsultationsModule } from './consultations.module.js';

/** Consultations on policies. */
export const consultations = defineBusiness({
  name: 'consultations',
  module: ConsultationsModule,
  processes: {
    consultation: {
      checks: (services) => new ConsultationChecks(services).checks,
      senders: { order: ['supervisor'] },
      readers: ['info-editor', 'info-reviewer', 'legal-officer'],
    },
  },
});
