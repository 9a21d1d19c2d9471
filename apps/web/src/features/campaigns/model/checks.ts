import type { Measures } from '../campaigns-api.js';

/** The four checks of the plan, in its order. */
export const CHECKS = ['items', 'elements', 'forms', 'systems'] as const;
export type Check = (typeof CHECKS)[number];

/** Open findings of a check, of all that was checked. */
export interface CheckFigure {
  readonly open: number;
  readonly all: number;
}

/** The four checks of one unit, or of several together. */
export function checksOf({
  missing,
  missingItems,
  elements,
  filledElements,
  validAttachments,
  availableSystems,
}: Measures): Readonly<Record<Check, CheckFigure>> {
  const faulty = elements.reduce((sum, one) => sum + one.missing + one.ambiguous + one.inaccurate, 0);
  return {
    items: { open: missing, all: missingItems.whole },
    elements: { open: faulty, all: filledElements.whole },
    forms: { open: validAttachments.whole - validAttachments.part, all: validAttachments.whole },
    systems: { open: availableSystems.whole - availableSystems.part, all: availableSystems.whole },
  };
}

export function sumOf(figures: readonly CheckFigure[]): CheckFigure {
  return figures.reduce((sum, { open, all }) => ({ open: sum.open + open, all: sum.all + all }), {
    open: 0,
    all: 0,
  });
}

/** How strongly a cell is tinted: 0 nothing open, 1 up to 3%, 2 up to 10%, 3 more. */
export function tintOf({ open, all }: CheckFigure): 0 | 1 | 2 | 3 {
  if (open === 0) return 0;
  const share = open / Math.max(all, 1);
  if (share <= 0.03) return 1;
  return share <= 0.1 ? 2 : 3;
}

/** Of kinds of findings. */
export const CHECK_OF: Readonly<Record<string, Check>> = {
  ITEM_MISSING: 'items',
  ITEM_EXTRA: 'items',
  ELEMENT_MISSING: 'elements',
  ELEMENT_AMBIGUOUS: 'elements',
  ELEMENT_INACCURATE: 'elements',
  FORM_MISSING: 'forms',
  FORM_BROKEN: 'forms',
  APPLY_DOWN: 'systems',
  QUERY_DOWN: 'systems',
};
