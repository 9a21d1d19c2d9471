import { isInterviewVisibleTo } from '../../../domain/interviews/interview-readers.js';
import { readerOf } from './access/interview-access.js';
import { BroadcastsRepository } from '../../../domain/interviews/broadcasts.repository.js';
import { PublicInterviewsRepository } from '../../../domain/interviews/public-interviews.repository.js';
import { TITLE_OF_INTERVIEW } from '../../../domain/interviews/interviews.repository.js';
import { defineBusiness } from '../cases/registration/business.js';
import { interviewContext } from './interview-context.js';
import { interviewPreconditions } from './interview-checks.js';
import { InterviewsModule } from './interviews.module.js';

/** Online interviews. */
export const interviews = defineBusiness({
  name: 'interviews',
  module: InterviewsModule,
  portal: { goingOn: (db) => new PublicInterviewsRepository(db).goingOn() },
  broadcasts: (db, accounts) => new BroadcastsRepository(db).ofMembers(accounts),
  processes: {
    'online-interview': {
      preconditions: interviewPreconditions,
      senders: { order: ['supervisor'] },
      matter: TITLE_OF_INTERVIEW,
      duty: 'columns',
      searched: true,
      taskContext: interviewContext,
      readers: ['info-editor', 'info-reviewer'],
      files: {
        isReadableBy: (actor) => isInterviewVisibleTo(readerOf(actor)),
        says: 'who reads the documents of the interview: its crew as well',
      },
    },
  },
});
