/** What the forms of several processes share. Schemas stay outside the workflow bundle. */
import type { z } from 'zod';

/** A list of codes or ids in which none may stand twice, however it is written; `uniqueItems` in its JSON Schema. */
export const distinct = <T extends z.ZodArray>(list: T): T =>
  list
    .refine(
      (items) => new Set(items.map((item) => String(item).toLowerCase())).size === items.length,
      '不得重复',
    )
    .meta({ uniqueItems: true }) as T;
