import type { z } from 'zod';

/** Schemas of an outcome or message, which the gateway uses for validation, OpenAPI and examples. */
export interface RuntimeForm {
  readonly decision?: z.ZodType;
  readonly content?: z.ZodType;
  /** A valid body. */
  readonly example: { readonly decision?: unknown; readonly content?: unknown };
}
export interface RuntimeForms {
  readonly tasks: Readonly<Record<string, Readonly<Record<string, RuntimeForm>>>>;
  readonly messages?: Readonly<Record<string, RuntimeForm>>;
  /** What the parent or children send it, and what it sends its parent: decisions only. */
  readonly signals?: Readonly<Record<string, RuntimeForm>>;
  readonly reports?: Readonly<Record<string, RuntimeForm>>;
  readonly children?: Readonly<
    Record<
      string,
      { readonly signals?: Readonly<Record<string, RuntimeForm>>; readonly result?: z.ZodType<string> }
    >
  >;
  /** Results of steps. */
  readonly steps?: Readonly<Record<string, { readonly result: z.ZodType<object>; readonly example: object }>>;
}
