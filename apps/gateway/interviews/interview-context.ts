import { reportOfInterview } from '../../../domain/interviews/interviews.repository.js';
import type { TaskContextReader } from '../cases/registration/business.js';

const KEY = 'online-interview';

/** What a step of an interview judges is kept with the interview, not in its contents: the report's text. */
export const interviewContext: TaskContextReader = {
  fields: {
    report: {
      type: String,
      nullable: true,
      description: 'Text of the report that the task checks; null for other tasks',
    },
  },
  absent: { report: null },
  async read({ pool, visibility }, actor, { name, process_id: id }) {
    const isRead = name === 'checkReport' && visibility.readsContent(actor, KEY);
    return { report: isRead ? await reportOfInterview(pool, id) : null };
  },
};
