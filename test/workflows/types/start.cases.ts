import { defineProcess, type Startable } from '../../../workflows/engine/definition/process.js';
import { lawful } from './behaviour.cases.js';
import { appeal, examine, permit, type PermitFacts, type PermitForms } from './permit.js';

/** As `ProcessCommands.start`, whose own types (Temporal's and the database's) would take the compiler a minute. */
declare function start<I>(process: Startable<I>, request: { readonly input: NoInfer<I> }): void;

start(lawful, { input: { size: 'small' } });

// A value that the process does not know.
// @ts-expect-error
start(lawful, { input: { size: 'middling' } });

// No input at all.
// @ts-expect-error
start(lawful, {});

// A field that the process does not read.
// @ts-expect-error
start(lawful, { input: { size: 'small', colour: 'red' } });

const sized = defineProcess<PermitForms, PermitFacts, { size: 'small' | 'large' }>()({
  ...permit.definition,
  tasks: { examine, appeal },
});

start(sized, { input: { size: 'large' } });

// A definition says what its process is started with.
// @ts-expect-error
start(sized, { input: { size: 'middling' } });

// A definition that does not say it cannot be started: the input would be anything.
// @ts-expect-error
start(permit, { input: { size: 'small' } });

// The behaviour takes what the definition says.
// @ts-expect-error
sized.implement(async (_, input: { colour: string }) => (input.colour === 'red' ? 'granted' : 'refused'));
