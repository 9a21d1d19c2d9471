import { reportOfInterview } from '../../../domain/interviews/interviews.repository.js';
import { transcriptInBrief } from '../../../domain/interviews/transcript-in-brief.repository.js';
import type { TaskContextReader } from '../cases/registration/business.js';

const KEY = 'online-interview';

/** What a step of an interview judges is kept with the interview, not in its contents: the report, the transcript. */
export const interviewContext: TaskContextReader = {
  fields: {
    report: {
      type: String,
      nullable: true,
      description: 'Text that the task checks or publishes; null for other tasks',
    },
  },
  absent: { report: null },
  async read({ pool, visibility }, actor, { name, process_id: id }) {
    if (!visibility.readsContent(actor, KEY)) return { report: null };
    if (name === 'checkReport') return { report: await reportOfInterview(pool, id) };
    if (name === 'publishTranscript') return { report: await transcriptInBrief(pool, id) };
    return { report: null };
  },
};
