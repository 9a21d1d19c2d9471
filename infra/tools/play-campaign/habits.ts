export const CENTRE = 'service.centre';
export const GOVERNMENT = 'supervisor';

/** How departments behave in a play, one after the other. */
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
 * - `silent` never says anything.
 * - `late` reports and rectifies when it has got a yellow card for it, before it is too late.
 * - `contesting` contests a finding, and is found to be right; it rectifies in two parts.
 * - `careless` declares twice what it has not done.
 * - `corrected` leaves an item out of its list, and reports again when the centre returns it.
 * - `unchanged` reports that its list is as it was.
 * - `diligent` does everything at once.
 */
export type Habit = (typeof HABITS)[number];
