/** What the author of a process imports; the rest of the engine is its own affair. */
export { defineProcess, type Context, type Process } from './context.js';
export { citizen, role, type Facts, type Forms } from './definition.js';
