import { ConsultationsRepository } from '../../../domain/consultations/consultations.repository.js';
import { ruleSchema } from '../../../domain/consultations/rules.js';
import { sql } from '../../../infra/database/sql.js';
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
      matter: sql`SELECT d.title FROM consultation c JOIN policy_document d ON d.id = c.policy_id WHERE c.id = p.id`,
      duty: 'columns',
      searched: true,
      readers: ['info-editor', 'info-reviewer', 'legal-officer'],
    },
  },
});
