/**
 * Forms of an interview: decisions, and notes between the offices. Texts for the public (plan, guests, report, notices) are
 * rows that are written before their task is completed.
 */
import { z } from 'zod';
import { attachmentIds, note as remark, orderForm, paragraphs } from '../fields/form-fields.js';
import { hint } from '../fields/form-hints.js';
import type { RuntimeForms } from '../fields/runtime-forms.js';

const note = remark();
const reason = paragraphs(20_000, { min: 1, title: '理由' }).describe('理由');
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };
/** A plan or a report may have files for the office: background material, pictures of the guests. */
const withFiles = {
  content: z.strictObject({ note, attachmentIds: attachmentIds() }),
  example: { content: {} },
};
const reasonOnly = (text: string) => ({
  content: z.strictObject({ reason }),
  example: { content: { reason: text } },
});
const count = z.int().min(0);
const day = z.iso.date();
/** Id of the public notice. */
const notice = z.uuid().meta(hint({ title: '公告', widget: 'notice' }));
const exampleNotice = '00000000-0000-4000-8000-000000000000';

export const forms = {
  tasks: {
    plan: { submit: withFiles },
    correctPlan: { submit: withFiles },
    reviewPlan: { pass: noteOnly, return: reasonOnly('提纲与主题不符，请补充。') },
    approvePlan: { approve: noteOnly, return: reasonOnly('嘉宾简介过于简略，请补充。') },
    publishPreview: { publish: noteOnly },
    chooseQuestions: { digest: noteOnly },
    goLive: { start: noteOnly, rehearse: noteOnly },
    endLive: { end: noteOnly },
    answerRest: { submit: noteOnly },
    signAnswers: { publish: noteOnly, return: reasonOnly('第二个问题未答复办理时限，请补充。') },
    publishTranscript: { publish: noteOnly },
    writeReport: { submit: withFiles },
    correctReport: { submit: withFiles },
    checkReport: { accept: noteOnly, return: reasonOnly('请补充承诺事项的办理情况。') },
  },
  messages: {
    postpone: {
      decision: z.strictObject({ liveOn: day.describe('直播日期'), notice }),
      example: { decision: { liveOn: '2026-12-31', notice: exampleNotice } },
    },
    callOff: {
      decision: z.strictObject({ notice }),
      example: { decision: { notice: exampleNotice } },
    },
    order: orderForm(z.iso.date(), '请抓紧办理。'),
  },
  steps: {
    publishPreview: {
      result: z.strictObject({
        /** Epoch ms of the earliest start. */
        earliestLiveAt: z.int(),
      }),
      example: { earliestLiveAt: 0 },
    },
    endLive: {
      result: z.strictObject({ heldOn: day, unanswered: count }),
      example: { heldOn: '2026-12-31', unanswered: 2 },
    },
  },
} satisfies RuntimeForms;
