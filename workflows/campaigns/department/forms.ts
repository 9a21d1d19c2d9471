/**
 * Forms of a department's part in a campaign. Decisions hold ids and counts only; names, reasons and evidence are content
 * and stay in PostgreSQL.
 */
import { z } from 'zod';
import {
  attachmentIds,
  distinct,
  note as remark,
  oneLine,
  orderForm,
  paragraphs,
} from '../../fields/form-fields.js';
import { hint } from '../../fields/form-hints.js';
import type { RuntimeForms } from '../../fields/runtime-forms.js';

const note = remark();
const reason = paragraphs(20_000, { min: 1, title: '理由' }).describe('理由');
const noteOnly = { content: z.strictObject({ note }), example: { content: {} } };
const reasonOnly = (text: string) => ({
  content: z.strictObject({ reason }),
  example: { content: { reason: text } },
});
const ids = distinct(z.array(z.uuid()).min(1).max(2000));
const findings = ids.meta(hint({ title: '问题', widget: 'findings', description: '问题编号' }));
/** Left out by a program: all that the task is about. */
const someOf = (description: string) =>
  ids.optional().meta(hint({ title: '问题', widget: 'findings', description, isExplicit: true }));
const evidence = attachmentIds(20, '佐证附件');
const count = z.int().min(0);

const report = {
  decision: z.strictObject({
    list: z
      .uuid()
      .nullable()
      .meta(
        hint({
          title: '权力清单',
          widget: 'itemList',
          description: '已上传清单的编号；无变化、沿用依据清单的为空',
        }),
      ),
  }),
  content: z.strictObject({ note }),
  example: { decision: { list: null }, content: { note: '与依据清单一致，无变化' } },
};

const contest = {
  decision: z.strictObject({ findings }),
  content: z.strictObject({ reason, attachmentIds: evidence }),
  example: {
    decision: { findings: ['00000000-0000-4000-8000-000000000000'] },
    content: { reason: '该事项已于去年取消，不应列入。' },
  },
};
const ruling = {
  withdraw: {
    decision: z.strictObject({ findings: someOf('勾选的撤销，其余维持') }),
    content: z.strictObject({ reason }),
    example: { decision: {}, content: { reason: '经核实，异议成立。' } },
  },
  uphold: reasonOnly('经再次核查，问题属实。'),
};
const settled = { result: z.strictObject({ open: count }), example: { open: 2 } };

export const forms = {
  tasks: {
    nameContact: {
      name: {
        content: z.strictObject({
          name: oneLine(50, { min: 1, title: '姓名' }).describe('联系人'),
          phone: oneLine(50, { min: 1, title: '电话' }).describe('联系电话'),
        }),
        example: { content: { name: '联系人', phone: '0855-0000000' } },
      },
    },
    reportList: { report },
    correctList: { report },
    checkList: { accept: noteOnly, return: reasonOnly('缺少非行政审批事项，请补充后重新上报。') },
    confirmFindings: { confirm: noteOnly, contest },
    ruleFindings: ruling,
    ruleNewFindings: ruling,
    rectify: {
      declare: {
        content: z.strictObject({ note, attachmentIds: evidence }),
        example: { content: { note: '已全部整改，请复查。' } },
      },
      declarePart: {
        decision: z.strictObject({ findings }),
        content: z.strictObject({ note, attachmentIds: evidence }),
        example: {
          decision: { findings: ['00000000-0000-4000-8000-000000000000'] },
          content: { note: '部分完成，其余继续整改。' },
        },
      },
      contest,
    },
    recheck: {
      pass: noteOnly,
      bounce: {
        decision: z.strictObject({ findings: someOf('勾选的退回，其余通过') }),
        content: z.strictObject({ reason }),
        example: { decision: {}, content: { reason: '复查发现附件仍不能下载。' } },
      },
    },
    supervise: { order: reasonOnly('两次复查未通过，请主要负责人督促，限期整改到位。') },
  },
  messages: {
    order: orderForm(z.iso.date(), '请抓紧整改。'),
  },
  signals: {
    inspected: { decision: z.strictObject({ findings: count }), example: { decision: { findings: 3 } } },
    rectify: { decision: z.strictObject({ findings: count }), example: { decision: { findings: 2 } } },
  },
  reports: {
    listed: {
      decision: z.strictObject({
        list: z.enum(['REPORTED', 'FALLBACK']),
        /** The uploaded list that was accepted; null: the unit's list is unchanged. */
        reported: z.uuid().nullable(),
      }),
      example: { decision: { list: 'REPORTED', reported: null } },
    },
    settled: { decision: z.strictObject({}), example: { decision: {} } },
    finished: { decision: z.strictObject({}), example: { decision: {} } },
  },
  steps: {
    settleFindings: settled,
    settleNewFindings: settled,
    applyRecheck: { result: z.strictObject({ open: count }), example: { open: 0 } },
  },
} satisfies RuntimeForms;

/** How a department's part ends. */
export const result = z.enum(['rectified', 'partly', 'unrectified', 'clean']);
