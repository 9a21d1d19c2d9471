import type { AuditEntryView } from '../../platform/audit/audit.dto.js';
import type { ProcessView } from '../processes/process-view.js';
import type { TaskItem } from '../tasks/task-view.js';
import { cellInstant, cellLimit, type ListLayout } from './list-file.js';

export const TASK_LAYOUT: ListLayout<TaskItem> = {
  title: '任务清单',
  columns: [
    { title: '编号', width: 16, of: ({ subject }) => subject },
    { title: '事项', width: 40, of: ({ matter }) => matter },
    { title: '环节', width: 16, of: ({ title }) => title },
    { title: '单位', width: 22, of: ({ unitName }) => unitName },
    { title: '经办', width: 18, of: ({ assigneeTitle }) => assigneeTitle },
    { title: '开始', width: 17, of: ({ openedAt }) => cellInstant(openedAt) },
    { title: '到期', width: 17, of: ({ dueAt }) => cellLimit(dueAt) },
    { title: '完成', width: 17, of: ({ closedAt }) => cellInstant(closedAt) },
  ],
};

export const PROCESS_LAYOUT: ListLayout<ProcessView> = {
  title: '流程清单',
  columns: [
    { title: '编号', width: 20, of: ({ subject }) => subject },
    { title: '流程', width: 24, of: ({ title }) => title },
    { title: '阶段', width: 18, of: ({ stageTitle }) => stageTitle },
    { title: '开始', width: 17, of: ({ startedAt }) => cellInstant(startedAt) },
    { title: '结束', width: 17, of: ({ endedAt }) => cellInstant(endedAt) },
  ],
};

export const AUDIT_LAYOUT: ListLayout<AuditEntryView> = {
  title: '审计日志',
  columns: [
    { title: '时间', width: 17, of: ({ at }) => cellInstant(at) },
    { title: '姓名', width: 22, of: ({ accountTitle }) => accountTitle },
    { title: '账号', width: 38, of: ({ account, username }) => username ?? account },
    { title: '操作', width: 24, of: ({ action }) => action },
    { title: '对象', width: 44, of: ({ subject }) => subject },
    { title: '结果', width: 12, of: ({ result }) => result },
    { title: '来源地址', width: 18, of: ({ ip }) => ip },
    { title: '理由', width: 30, of: ({ reason }) => reason },
    { title: '哈希值', width: 66, of: ({ hash }) => hash },
  ],
};
