import type { InstantArgument, NoticeArgument, StartArgument } from '../workflows/interviews/behaviour.js';
import type { InterviewDeps } from '../domain/interviews/deps.js';
import { callOff, postpone } from '../domain/interviews/postpone-and-cancel.js';
import {
  makeDigest,
  makePlan,
  makeReport,
  publishTranscript,
} from '../domain/interviews/interview-documents.js';
import { archive, endLive, publishPreview, startLive } from '../domain/interviews/going-live.js';
import { noteReport, publishAnswers } from '../domain/interviews/publish-answers.js';

interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/** The steps of an interview, by activity type. Idempotent. */
export function createInterviewSteps(deps: InterviewDeps) {
  const { dataSource } = deps;
  return {
    'online-interview.makePlan': ({ process }: Request) => makePlan(dataSource, process),
    'online-interview.publishPreview': ({ process, argument }: Request<InstantArgument>) =>
      publishPreview(deps, process, argument),
    'online-interview.makeDigest': ({ process }: Request) => makeDigest(dataSource, process),
    'online-interview.startLive': ({ process, argument }: Request<StartArgument>) =>
      startLive(dataSource, process, argument),
    'online-interview.endLive': ({ process, argument }: Request<InstantArgument>) =>
      endLive(dataSource, process, argument),
    'online-interview.publishAnswers': ({ process }: Request) => publishAnswers(dataSource, process),
    'online-interview.publishTranscript': ({ process }: Request) => publishTranscript(dataSource, process),
    'online-interview.noteReport': ({ process, argument }: Request<InstantArgument>) =>
      noteReport(deps, process, argument),
    'online-interview.makeReport': ({ process }: Request) => makeReport(dataSource, process),
    'online-interview.postpone': ({ process, argument }: Request<NoticeArgument>) =>
      postpone(dataSource, process, argument),
    'online-interview.callOff': ({ process, argument }: Request<NoticeArgument>) =>
      callOff(dataSource, process, argument),
    'online-interview.archive': ({ process }: Request) => archive(dataSource, process),
  };
}
