import type { LetterStatus } from '../../../../apps/web/src/features/letters/public/letter-types.js';

/** A letter that has just been sent, but for what is given. */
export const letterStatus = (given: Partial<LetterStatus> = {}): LetterStatus => ({
  letterNo: 'ZX2026000001',
  kind: 'COMPLAINT',
  title: '物业擅自提高停车费',
  receivedAt: '2026-11-09T01:12:00Z',
  state: '待审核',
  stage: 'submitted',
  unit: null,
  contact: null,
  dueDate: null,
  dueAt: null,
  provisional: false,
  lateness: null,
  suspension: null,
  reply: null,
  replyAttachments: [],
  replies: [],
  followUp: null,
  rating: null,
  allowed: [],
  acts: [],
  waitsUntil: null,
  notices: [],
  timeline: [],
  mergedInto: null,
  routedBy: null,
  written: {
    body: '上月起停车费由每月150元涨到260元。',
    eventOn: null,
    eventPlace: null,
    namedUnits: [],
    wantsPublic: false,
    attachments: [],
  },
  ...given,
});

export const answer = (at: string): LetterStatus['replies'][number] => ({
  at,
  reply: '已核实。',
  attachments: [],
});
