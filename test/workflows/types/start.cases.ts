import type { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { lawful } from './behaviour.cases.js';

declare const commands: ProcessCommands;
const request = { id: 'b5bd2b8c-1d6e-4d60-8b5b-3c1c1f3f3c55', subject: 'P-1', account: 'citizen' } as const;

void commands.start(lawful, { ...request, input: { size: 'small' } });

// A value that the process does not know.
// @ts-expect-error
void commands.start(lawful, { ...request, input: { size: 'middling' } });

// No input at all.
// @ts-expect-error
void commands.start(lawful, request);

// A field that the process does not read.
// @ts-expect-error
void commands.start(lawful, { ...request, input: { size: 'small', colour: 'red' } });

// The newest version is started: nobody chooses one.
// @ts-expect-error
void commands.start(lawful, { ...request, input: { size: 'small' }, version: 1 });

// A definition alone has no behaviour to run.
// @ts-expect-error
void commands.start(lawful.definition, { ...request, input: { size: 'small' } });
