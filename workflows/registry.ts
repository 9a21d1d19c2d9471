import type { Process } from './engine/context.js';

/** Every process and version that may still run. Old versions stay beside new ones until no instance is left. */
export const processes: readonly Process[] = [];
