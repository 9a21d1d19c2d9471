import type { z } from 'zod';

/** An outcome's or message's schemas as the gateway uses them: validation, OpenAPI, the example a robot may send. */
export interface RuntimeForm {
  readonly decision?: z.ZodType;
  readonly content?: z.ZodType;
  /** A valid body. */
  readonly example: { readonly decision?: unknown; readonly content?: unknown };
}
export interface RuntimeForms {
  readonly tasks: Readonly<Record<string, Readonly<Record<string, RuntimeForm>>>>;
  readonly messages?: Readonly<Record<string, RuntimeForm>>;
  /** What parent or children tell it, and what it tells its parent: decisions only. */
  readonly signals?: Readonly<Record<string, RuntimeForm>>;
  readonly reports?: Readonly<Record<string, RuntimeForm>>;
  readonly children?: Readonly<
    Record<
      string,
      { readonly signals?: Readonly<Record<string, RuntimeForm>>; readonly result?: z.ZodType<string> }
    >
  >;
  /** What steps answer. */
  readonly steps?: Readonly<Record<string, { readonly result: z.ZodType<object>; readonly example: object }>>;
}
