import { sql } from '../../../infra/database/sql.js';
import { Module } from '@nestjs/common';
import { defineBusiness, type Business } from '../../../apps/gateway/cases/registration/business.js';
import { DocumentsModule } from '../../../apps/gateway/cases/documents/documents.module.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { PermitsController } from './permits.controller.js';

@Module({ imports: [DocumentsModule], controllers: [PermitsController] })
class PermitsModule {}

/** A business for tests: registers the permit process with every option. */
export const permits: Business = defineBusiness({
  name: 'permits',
  module: PermitsModule,
  processes: {
    permit: {
      checks: {
        'approve/approve': async (_tx, { process }) => {
          if ((process.facts as { round: number }).round < 2) throw new DubanError('TOO_EARLY');
        },
      },
      senders: { withdraw: ['agency-signer'] },
      readers: ['info-editor'],
      seenBy: { 'info-editor': 'all', 'info-reviewer': 'all' },
      matter: sql`p.input ->> 'title'`,
      taskContext: {
        fields: { permit: { type: Object, nullable: true, description: 'Of a permit' } },
        absent: { permit: null },
        read: async (_services, _actor, task) => ({ permit: task.process.facts }),
      },
    },
  },
});
