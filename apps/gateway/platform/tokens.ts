/** Injection tokens of values without a class of ours. */
export const CONFIG = Symbol('Config');
export const DATA_SOURCE = Symbol('DataSource');
export const POOL = Symbol('Pool');
export const LIST_POOL = Symbol('ListPool');
export const TEMPORAL = Symbol('TemporalClient');
