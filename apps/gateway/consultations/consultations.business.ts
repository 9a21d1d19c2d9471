import {
  ConsultationsRepository,
  TITLE_OF_CONSULTATION,
} from '../../../domain/consultations/consultations.repository.js';
import { ruleSchema } from '../../../domain/consultations/rules.js';
import { defineBusiness } from '../cases/registration/business.js';
import { jsonSchema } from '../cases/definitions/task-forms.js';
import { consultationRuleKind } from './consultation-rule-kind.js';
import { ConsultationChecks } from './consultation-checks.js';
import { ConsultationsModule } from './consultations.module.js';

/** Consultations on policies. */
export const consultations = defineBusiness({
  name: 'consultations',
  module: ConsultationsModule,
  portal: { goingOn: (db, at) => new ConsultationsRepository(db).goingOn(at) },
  ruleKind: consultationRuleKind,
  schemas: () => ({ ConsultationRule: jsonSchema(ruleSchema) }),
  processes: {
    consultation: {
      preconditions: (services) => new ConsultationChecks(services).preconditions,
      checks: (services) => new ConsultationChecks(services).checks,
      senders: { order: ['supervisor'] },
      matter: TITLE_OF_CONSULTATION,
      duty: 'columns',
      searched: true,
      readers: ['info-editor', 'info-reviewer', 'legal-officer'],
    },
  },
});
