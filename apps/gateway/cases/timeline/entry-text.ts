import type { EntryRow } from '../../../../domain/cases/timeline/timeline.repository.js';
import { formatDay, lastDayOf } from '../../../../domain/time/civil-time.js';
import type { ProcessDefinition } from '../../../../workflows/engine/definition/definition.js';
import { definitionOf, outcomesOf, taskDefinition } from '../definitions/task-forms.js';
import { codesIn, messageSchema, stepSchema, wordsIn, type FormSchema } from './form-text.js';

/** Why a process ended without an event of its own. */
const LOSSES: Readonly<Record<string, string>> = {
  terminated: '流程引擎中的流程被外部终止',
  timedOut: '流程引擎中的流程运行超时',
  failed: '流程引擎中的流程运行失败',
  notFound: '流程引擎中已没有该流程',
  reset: '流程引擎中的流程被外部重置',
  unwritten: '流程事件无法写入',
};

/** The event of an entry in Chinese, with the titles of the process's definition and forms. */
export function headline(row: EntryRow): string | null {
  const { type, data } = row;
  if (row.text !== null) return row.text; // of a card
  const definition = definitionOf(row.key, row.version);
  const named = (titles: Readonly<Record<string, { readonly title: string }>> | undefined): string =>
    titles?.[textOf(data?.['name'])]?.title ?? textOf(data?.['name']);
  switch (type) {
    case 'process.started':
      return '流程开始';
    case 'process.suspended':
      return '流程暂停';
    case 'process.resumed':
      return '流程恢复';
    case 'process.redated':
      return '更正日期';
    case 'process.cancelled':
      return data?.['mistaken'] === true ? '流程终止（误录）' : '流程终止';
    case 'process.lost':
      return `流程异常终止：${LOSSES[textOf(data?.['reason'])] ?? '原因不明'}`;
    case 'incident.raised':
      return incident(row, definition);
    case 'process.completed':
      return `流程结束：${definition?.ends[textOf(data?.['result'])] ?? textOf(data?.['result'])}`;
    case 'stage.entered':
      return definition?.stages[row.stage ?? ''] ?? row.stage;
    case 'task.opened':
      return taskTitle(row);
    case 'task.closed':
      return closed(row);
    case 'task.reassigned':
      return `${taskTitle(row)}：改派${row.unit_name ?? row.unit ?? ''}`;
    case 'unit.succeeded':
      return `单位撤并：由${row.unit_name ?? row.unit ?? ''}继续办理`;
    case 'task.delegated':
      return `${taskTitle(row)}：交由${row.colleague ?? ''}办理`;
    case 'task.substituted':
      return `${taskTitle(row)}：签领`;
    case 'task.released':
      return `${taskTitle(row)}：退回单位`;
    case 'limit.moved':
      return `${taskTitle(row)}：期限调整${typeof data?.['to'] === 'string' ? `至${lastDay(data['to'])}` : ''}`;
    case 'comment.added':
      return `${taskTitle(row)}：备注`;
    case 'message.received':
      return withCodes(named(definition?.messages), row.decision, formOf(row)?.decision);
    case 'signal.received':
      return ofUnit(named(definition?.signals), row);
    case 'step.completed':
      return withCodes(
        `${named(definition?.steps)}：完成`,
        resultOf(row),
        stepSchema(row.key, row.version, textOf(data?.['name'])),
      );
    case 'child.started':
      return `${ofUnit(named(definition?.children), row)}：开始`;
    case 'child.ended':
      return `${ofUnit(named(definition?.children), row)}：${childEnd(row, definition)}`;
    default:
      return type.startsWith('clock.') ? clock(row, definition) : null;
  }
}

/** The free text of an entry; empty when there is none. */
export function freeTextOf(row: EntryRow): string {
  if (row.words === null) return '';
  return typeof row.words === 'string' ? row.words : wordsIn(row.words, formOf(row)?.content);
}

/** The form of a message or a completed task; undefined for other entries. */
function formOf({ type, key, version, task_name: task, data }: EntryRow): FormSchema | undefined {
  if (type === 'message.received') return messageSchema(key, version, textOf(data?.['name']));
  if (type !== 'task.closed' || task === null) return undefined;
  const outcome = outcomesOf(key, version, task).find(({ name }) => name === data?.['outcome']);
  return (outcome?.schema as { properties?: FormSchema } | undefined)?.properties;
}

/** The schema of the decision of a message or a completed task. */
export const decisionSchemaOf = (row: EntryRow): FormSchema['decision'] => formOf(row)?.decision;

const taskTitle = ({ key, version, task_name: task }: EntryRow): string =>
  task === null ? '' : (taskDefinition(key, version, task)?.title ?? task);

function closed(row: EntryRow): string {
  const { data, key, version, task_name: task } = row;
  const title = taskTitle(row);
  if (data?.['how'] === 'expired')
    return `${title}：${taskDefinition(key, version, task ?? '')?.expiredTitle ?? '逾期'}`;
  if (data?.['how'] === 'cancelled') return `${title}：取消`;
  const name = textOf(data?.['outcome']);
  const outcome = taskDefinition(key, version, task ?? '')?.outcomes[name] ?? name;
  return withCodes(outcome === title ? title : `${title}：${outcome}`, row.decision, formOf(row)?.decision);
}

/** Why a branch of the process is blocked, or soon will be. */
function incident(row: EntryRow, definition?: ProcessDefinition): string {
  const { data } = row;
  const name = textOf(data?.['name']);
  switch (data?.['kind']) {
    case 'step':
      return `流程受阻：${definition?.steps?.[name]?.title ?? name}执行失败`;
    case 'child':
      return `流程受阻：${ofUnit(definition?.children?.[name]?.title ?? name, row)}异常终止`;
    case 'history':
      return '流程记录接近上限';
    default:
      return '流程受阻：时限无法计算';
  }
}

/** Adds the unit of the child to a title, where the entry is about one. */
const ofUnit = (title: string, { child_unit: unit }: EntryRow): string =>
  unit ? `${title}（${unit}）` : title;

/** Title of a child's result, from the child's own definition. */
function childEnd({ data, child_version: version }: EntryRow, definition?: ProcessDefinition): string {
  const child = definition?.children?.[textOf(data?.['name'])];
  const ends = child && definitionOf(child.process, version ?? child.version)?.ends;
  return ends?.[textOf(data?.['result'])] ?? '结束';
}

function resultOf({ data }: EntryRow): EntryRow['decision'] {
  const result = data?.['result'];
  return typeof result === 'object' && result !== null ? (result as EntryRow['decision']) : null;
}

function withCodes(title: string, decision: EntryRow['decision'], schema: FormSchema['decision']): string {
  const codes = decision ? codesIn(decision, schema) : '';
  return codes === '' ? title : `${title}（${codes}）`;
}

function clock(row: EntryRow, definition?: ProcessDefinition): string {
  const { type, data, unit, unit_name: name, task_name } = row;
  const declared = definition?.clocks?.[textOf(data?.['clock'])];
  const title = declared?.title ?? '';
  const due = typeof data?.['dueAt'] === 'string' ? `至${lastDay(data['dueAt'])}` : '';
  switch (type) {
    case 'clock.started':
      return `${title}时限${due && `：${due}`}`;
    case 'clock.paused': {
      const reason = declared?.pauses?.[textOf(data?.['reason'])];
      return `${title}时限：暂停${reason ? `（${reason}）` : ''}`;
    }
    case 'clock.resumed':
      return `${title}时限：恢复${due && `，${due}`}`;
    case 'clock.extended':
      return `${title}时限：${extension(data, due)}`;
    case 'clock.redated':
      return `${task_name === null ? title : taskTitle(row)}时限：日期更正${due && `，${due}`}`;
    case 'clock.reclassed':
      return `${title}时限：按认定的类别重计${due && `，${due}`}`;
    default:
      return `${title}时限：转${name ?? unit ?? ''}`;
  }
}

/** Length or end of an extension, and the new due date. */
function extension(data: EntryRow['data'], due: string): string {
  const until = typeof data?.['until'] === 'string' ? `至${data['until']}` : '';
  if (until !== '') return `延长${until}${due && due !== until ? `，${due}` : ''}`;
  const by =
    data?.['calendarDays'] === undefined
      ? `${textOf(data?.['workingDays'])}个工作日`
      : `${textOf(data['calendarDays'])}日`;
  return `延长${by}${due && `，${due}`}`;
}

const lastDay = (dueAt: string): string => formatDay(lastDayOf(Date.parse(dueAt)));
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
