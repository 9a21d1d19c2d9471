/** What the author of a process imports; everything else is internal to the engine. */
export { defineProcess, type Context, type Process, type Startable } from './context.js';
export { citizen, role } from './definition.js';
