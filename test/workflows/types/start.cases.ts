import type { Process } from '../../../workflows/engine/definition/process.js';
import { lawful } from './behaviour.cases.js';

/** As `ProcessCommands.start`, whose own types (Temporal's and the database's) would take the compiler a minute. */
declare function start<I>(process: Process<I>, request: { readonly input: NoInfer<I> }): void;

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

// A definition alone has no behaviour to run.
// @ts-expect-error
start(lawful.definition, { input: { size: 'small' } });
