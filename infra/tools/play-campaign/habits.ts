export const CENTRE = 'service.centre';
export const GOVERNMENT = 'supervisor';

/** How departments behave in a simulation, in turn. */
export const HABITS = [
  'silent',
  'late',
  'contesting',
  'careless',
  'corrected',
  'unchanged',
  'diligent',
  'diligent',
  'diligent',
] as const;

/**
 * - `silent` does nothing.
 * - `late` reports and rectifies when it has got a yellow card for it, before it is too late.
 * - `contesting` contests a finding successfully; it rectifies in two parts.
 * - `careless` declares rectifications twice that it has not done.
 * - `corrected` leaves an item out of its list, and reports again when the centre returns it.
 * - `unchanged` reports that its list is unchanged.
 * - `diligent` does everything at once.
 */
export type Habit = (typeof HABITS)[number];
