import { mailboxLetterProcess, type LetterInput } from '../../../workflows/letters/behaviour.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';

/** 州群众工作中心 */
export const CENTRE = 'QGZ';
/** 凯里市 and two of its offices, then two departments of the prefecture */
export const KAILI = '522601';
export const KAILI_HOUSING = '522601-ZJJ';
export const HOUSING = 'ZJJ';
export const TRANSPORT = 'JTJ';

/** Decisions that send a letter to 凯里市, or to 州住建局. */
export const toKaili = { class: 'CONSULT', lead: KAILI, coUnits: [] };
export const toHousing = { class: 'HELP', lead: HOUSING, coUnits: [] };

export const DAY = 86_400_000;

/** Starts a letter; its task timeouts are a day long. */
export const received = (input: Partial<LetterInput> = {}): Promise<Simulation> =>
  new Simulation(
    mailboxLetterProcess,
    { office: CENTRE, kind: 'CONSULT', namedUnits: [], wantsPublic: false, ...input },
    { taskTimeoutMs: DAY },
  ).start();

/** Runs a letter until the office decides who handles it. */
export const accepted = async (input: Partial<LetterInput> = {}): Promise<Simulation> =>
  (await received(input)).complete('register', 'accept', { class: 'CONSULT' });

/** Runs a letter until it is rejected and its writer may object. */
export const rejected = async (): Promise<Simulation> =>
  (await received()).complete('register', 'reject', { reason: 'OUT_OF_SCOPE' });

/** Runs a letter until it is assigned to a unit, which has not signed for it. */
export async function forwarded(
  lead = KAILI,
  coUnits: readonly string[] = [],
  input: Partial<LetterInput> = {},
) {
  const letter = await received(input);
  return letter.complete('register', 'dispatch', { class: 'CONSULT', lead, coUnits });
}

/** Runs a letter until its unit has signed for it. */
export async function inProgress(
  lead = KAILI,
  coUnits: readonly string[] = [],
  input: Partial<LetterInput> = {},
) {
  return (await forwarded(lead, coUnits, input)).complete('sign', 'sign');
}

/** Runs a letter until its answer waits for the centre's review. */
export async function answerSigned(input: Partial<LetterInput> = {}): Promise<Simulation> {
  const letter = await inProgress(KAILI, [], input);
  await letter.complete('draft', 'submit');
  return letter.complete('signOff', 'sign');
}

/** Runs a letter until its answer has failed the review. */
export const reviewFailed = async (): Promise<Simulation> =>
  (await answerSigned()).complete('review', 'fail', { reason: 'NO_MEASURES' });

/** Runs a letter until the citizen can read the answer. */
export const replied = async (input: Partial<LetterInput> = {}): Promise<Simulation> =>
  (await answerSigned(input)).complete('review', 'pass');

/** Runs a letter until it is reopened after a justified dissatisfaction. */
export async function reopened(falseClosure = false): Promise<Simulation> {
  const letter = await replied();
  await letter.complete('rate', 'dissatisfied');
  return letter.complete('reviewRating', 'reopen', { falseClosure });
}

/** Handles a reopened letter until the citizen can read the second answer. */
export async function handleAgain(letter: Simulation): Promise<Simulation> {
  await letter.complete('redo', 'submit');
  await letter.complete('signRedo', 'sign');
  return letter.complete('review', 'pass');
}

/** Returns the current facts of a letter. */
export const factsOf = (letter: Simulation): Record<string, unknown> =>
  Object.assign({}, ...letter.events.map((event) => (event.type === 'facts' ? event.facts : {}))) as Record<
    string,
    unknown
  >;

export const stagesOf = (letter: Simulation): string[] =>
  letter.events.flatMap((event) => (event.type === 'stage.entered' ? [event.stage] : []));
export const stageOf = (letter: Simulation): string | undefined => stagesOf(letter).at(-1);

/** Open tasks as `name unit`. */
export const openTasks = (letter: Simulation): string[] =>
  letter.openTasks().map(({ name, unit }) => `${name} ${unit}`.trimEnd());

/** Outcomes of the closed tasks of a name. */
export function closings(letter: Simulation, name: string): string[] {
  const numbers = new Set(
    letter.events.flatMap((event) =>
      event.type === 'task.opened' && event.name === name ? [event.task] : [],
    ),
  );
  return letter.events.flatMap((event) =>
    event.type === 'task.closed' && numbers.has(event.task)
      ? [event.how === 'completed' ? event.outcome! : event.how]
      : [],
  );
}

/** Clocks of the process, without those of its tasks, in the order of their start. */
export const processClocks = (letter: Simulation) =>
  letter.events.flatMap((event) =>
    event.type === 'clock.started' && event.task === undefined ? [event] : [],
  );

/** Events of the clocks of a name, in order: `started 522601`, `paused review`, `extended 5` …. */
export function clockLog(letter: Simulation, name: string): string[] {
  const numbers = new Set<number>();
  return letter.events.flatMap((event) => {
    if (event.type === 'clock.started' && event.name === name && event.task === undefined) {
      numbers.add(event.clock);
      return [`started ${event.unit}`];
    }
    return isClockEvent(event) && numbers.has(event.clock) ? [change(event)] : [];
  });
}

type ClockEvent = Extract<ProcessEvent, { type: `clock.${string}` }>;
const isClockEvent = (event: ProcessEvent): event is ClockEvent => event.type.startsWith('clock.');
function change(event: ClockEvent): string {
  switch (event.type) {
    case 'clock.started':
      return `started ${event.unit}`;
    case 'clock.paused':
      return `paused ${event.reason}`;
    case 'clock.extended':
      return `extended ${'workingDays' in event ? event.workingDays : ''}`;
    case 'clock.moved':
      return `moved ${event.unit}`;
    case 'clock.reclassed':
      return `reclassed ${event.class}`;
    case 'clock.redated':
      return `redated ${event.due}`;
    case 'clock.stopped':
      return event.fulfilled ? 'fulfilled' : 'stopped';
    case 'clock.resumed':
      return 'resumed';
  }
}

/** The error code of a refused command; `accepted` when it succeeds. */
export async function refusal(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'accepted';
  } catch (error) {
    if (error instanceof DubanError) return error.code;
    throw error;
  }
}
