import { citizen, defineProcess, role, type Context } from '../../../workflows/engine/definition/process.js';
import type { StandardSchema } from '../../../workflows/engine/definition/definition.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { DubanError, type ErrorCode } from '../../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';

type Nothing = Record<never, never>;

/** A small office; each test gives it the behaviour it needs. */
type OfficeForms = {
  tasks: {
    draft: { done: { decision: StandardSchema<{ pages: number }> }; again: Nothing };
    check: { pass: Nothing; back: Nothing };
    ask: { answer: Nothing };
    consult: { done: Nothing };
  };
  messages: { note: { decision: StandardSchema<{ n: number }> }; stop: Nothing };
};

export const office = defineProcess<OfficeForms, { readonly notes: number; readonly pages: number }>()({
  key: 'office',
  version: 1,
  title: '办公',
  stages: { drafting: '拟稿', checking: '审核', asking: '询问', archived: '归档' },
  clocks: {
    whole: { title: '办理', limit: 'whole', pauses: { review: '审核' } },
    rework: { title: '重办', limit: 'rework' },
  },
  tasks: {
    draft: {
      title: '拟稿',
      stage: 'drafting',
      by: role('clerk'),
      limit: 'draft',
      outcomes: { done: '完成', again: '再拟' },
    },
    check: {
      title: '审核',
      stage: 'checking',
      by: role('signer'),
      clocks: ['rework', 'whole'],
      fourEyes: ['draft'],
      outcomes: { pass: '通过', back: '退回' },
    },
    ask: { title: '询问', stage: 'asking', by: citizen, expires: 'ask', outcomes: { answer: '回答' } },
    consult: {
      title: '会办',
      stage: 'drafting',
      by: role('clerk'),
      limit: 'consult',
      expires: 'consult',
      outcomes: { done: '完成' },
    },
  },
  messages: { note: { title: '便条' }, stop: { title: '停止' } },
  choices: { size: { small: '小', large: '大' } },
  steps: { print: { title: '打印' } },
  children: { hearing: { title: '听证', process: 'hearing', version: 1 } },
  ends: { done: '办结', stopped: '停止', cancelled: '取消' },
});
export type P = Context<OfficeForms, typeof office.definition, { notes: number; pages: number }>;

type End = keyof typeof office.definition.ends;
type Options = ConstructorParameters<typeof Simulation>[2];

/** Starts an office process with this behaviour. */
export const begin = (behaviour: (p: P) => Promise<End>, options: Options = {}): Promise<Simulation> =>
  new Simulation(office.implement(behaviour), {}, options).start();

export const clerk = (account = 'li', unit = 'A'): Command['by'] => ({ account, unit, roles: ['clerk'] });
export const signer = (account = 'wang', unit = 'A'): Command['by'] => ({ account, unit, roles: ['signer'] });
export const operator: Command['by'] = { account: 'admin', unit: 'Z', roles: ['admin'] };

/** Sends a command that must be rejected. @returns its code */
export async function refusal(sent: () => Promise<unknown>): Promise<ErrorCode | 'accepted'> {
  try {
    await sent();
    return 'accepted';
  } catch (error) {
    if (error instanceof DubanError) return error.code;
    throw error;
  }
}

/** The log in words: `open draft A`, `close draft completed done`, `clock 1 started` …. */
export function logOf(simulation: Simulation, ...prefixes: string[]): string[] {
  const names = new Map<number, string>();
  const lines = simulation.events.map((event) => inWords(event, names));
  return prefixes.length === 0
    ? lines
    : lines.filter((line) => prefixes.some((prefix) => line.startsWith(prefix)));
}

function inWords(event: ProcessEvent, names: Map<number, string>): string {
  switch (event.type) {
    case 'task.opened': {
      names.set(event.task, event.key ? `${event.name}[${event.key}]` : event.name);
      return `open ${names.get(event.task)} ${event.unit}`.trimEnd();
    }
    case 'task.closed':
      return ['close', names.get(event.task), event.how, event.how === 'completed' && event.outcome]
        .filter(Boolean)
        .join(' ');
    case 'task.reassigned':
      return `reassign ${names.get(event.task)} ${event.unit}`;
    case 'unit.succeeded':
      return `succeed ${event.from} ${event.unit}`;
    case 'clock.started':
      return `clock ${event.clock} started ${event.name}`;
    case 'clock.paused':
    case 'clock.resumed':
    case 'clock.extended':
    case 'clock.reclassed':
    case 'clock.moved':
    case 'clock.redated':
    case 'clock.stopped':
      return `clock ${event.clock} ${event.type.slice('clock.'.length)}`;
    case 'task.redated':
      return `redate ${names.get(event.task)} ${event.due}`;
    case 'limit.moved':
      return `limit ${names.get(event.task)} moved`;
    case 'stage.entered':
      return `stage ${event.stage}`;
    case 'message.received':
      return `message ${event.name}`;
    case 'signal.received':
      return `signal ${event.name}`;
    case 'step.completed':
      return `step ${event.name}`;
    case 'incident.raised':
      return `incident ${event.kind} ${event.name}`;
    case 'child.started':
    case 'child.ended':
      return `child ${event.name} ${event.type.slice('child.'.length)}`;
    case 'facts':
      return `facts ${JSON.stringify(event.facts)}`;
    case 'process.completed':
      return `end ${event.result}`;
    case 'process.started':
    case 'process.suspended':
    case 'process.resumed':
    case 'process.cancelled':
    case 'process.redated':
      return event.type.slice('process.'.length);
  }
}
