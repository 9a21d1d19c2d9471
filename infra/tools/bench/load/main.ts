/**
 * The load generator of the benchmarks, started by load-generator.ts. Its first message is a LoadTarget, each further
 * one a LoadJob; it answers each with `{ done }` or `{ failed }`.
 */
import { LoadClient } from './client.js';
import { holdInterview } from './interview.js';
import type { LoadJob, LoadTarget } from './job.js';
import { bringLetter, playLetters } from './letters.js';
import { sendReads } from './reads.js';
import { openSurvey, sendAnswers } from './survey.js';

let loadClient: LoadClient | undefined;

async function perform(message: LoadTarget | LoadJob): Promise<unknown> {
  if (!('kind' in message)) {
    loadClient = new LoadClient(message);
    return null;
  }
  const before = process.cpuUsage();
  const done = await doJob(loadClient!, message);
  const { user, system } = process.cpuUsage(before);
  return { ...done, cpuMs: (user + system) / 1000 };
}

function doJob(client: LoadClient, job: LoadJob): Promise<object> {
  switch (job.kind) {
    case 'letters':
      return playLetters(client, job);
    case 'letter':
      return bringLetter(client, job);
    case 'interview':
      return holdInterview(client, job);
    case 'reads':
      return sendReads(client, job);
    case 'survey':
      return openSurvey(client, job);
    case 'answers':
      return sendAnswers(client, job);
  }
}

process.on('message', (message: LoadTarget | LoadJob) => {
  perform(message).then(
    (done) => process.send!({ done }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
