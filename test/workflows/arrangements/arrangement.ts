import type { ColumnArrangementInput } from '../../../workflows/arrangements/behaviour.js';

/** The plan's year. */
export const arrangementInput = (units: readonly string[]): ColumnArrangementInput => ({
  year: 2015,
  office: 'XXB',
  units,
  proposeBy: '2015-06-01',
  concludeBy: '2015-12-31',
});
