/** Refusals of the engine: code -> HTTP status. Titles and texts are in domain/messages. */
export const ENGINE_ERRORS = {
  TASK_NOT_OPEN: 409,
  OUTCOME_NOT_ALLOWED: 409,
  UNIT_NOT_ALLOWED: 403,
  ROLE_NOT_ALLOWED: 403,
  FOUR_EYES: 409,
  MESSAGE_NOT_EXPECTED: 409,
  PROCESS_SUSPENDED: 409,
  PROCESS_NOT_SUSPENDED: 409,
  PROCESS_ENDED: 409,
  PROCESS_LOST: 409,
  COMMAND_WITHDRAWN: 409,
} as const satisfies ErrorTable;

/** Details of the engine's refusals: code -> parameters. */
export interface EngineDetails {
  'engine.taskNotOpen': { readonly task: number };
  'engine.outcomeNotAllowed': { readonly outcome: string; readonly task: string };
  'engine.outcomeRuledOut': { readonly reason: string };
  'engine.citizenOnly': NoParams;
  'engine.unitNotAllowed': { readonly unit: string };
  'engine.roleNotAllowed': { readonly role: string };
  'engine.fourEyes': { readonly task: string; readonly other: string };
  'engine.messageNotExpected': { readonly message: string };
  'engine.eventsMissing': { readonly seen: number; readonly emitted: number };
}

/** Code -> HTTP status. A code is never renamed or reused: it is part of the API. */
export type ErrorTable = Readonly<Record<string, number>>;
export type NoParams = Readonly<Record<string, never>>;
/** Strings, numbers and lists of strings: no personal data, because failures stay in Temporal's histories. */
export type DetailParams = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * Every table of error codes and of details. Those outside the engine are added by declaration merging
 * (domain/cases/errors.ts shows how), so that an unknown code does not compile anywhere and the engine knows its own only.
 */
export interface ErrorTables {
  engine: typeof ENGINE_ERRORS;
}
export interface DetailTables {
  engine: EngineDetails;
}

/** The `code` of a problem document, the `type` of a Temporal failure, a heading in docs/errors.md. */
export type ErrorCode = { [T in keyof ErrorTables]: keyof ErrorTables[T] & string }[keyof ErrorTables];

/** What happened in particular: the code of a text and its parameters. */
export type Detail = {
  [T in keyof DetailTables]: {
    [C in keyof DetailTables[T]]: { readonly code: C; readonly params: DetailTables[T][C] };
  }[keyof DetailTables[T]];
}[keyof DetailTables];

/** A field at fault, as a path from the request body (`decision.unit`), and why. */
export type Issue = Detail & { readonly field: string };
export interface ErrorDetails {
  readonly issues?: readonly Issue[];
  readonly [key: string]: unknown;
}

/** A refusal with a stable code. Anything else that is thrown is a defect. */
export class DubanError extends Error {
  override readonly name = 'DubanError';
  /** Null when the title of the code says all. */
  readonly detail: Detail | null;

  /** A refusal because of fields; its detail is why the first one is refused. */
  static ofFields(code: ErrorCode, [first, ...more]: readonly [Issue, ...Issue[]]): DubanError {
    const { field: _field, ...detail } = first;
    return new DubanError(code, detail, { issues: [first, ...more] });
  }

  constructor(
    readonly code: ErrorCode,
    detail: Detail | null = null,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(describe(code, detail), options);
    this.detail = detail;
  }
}

/** For logs and Temporal's own pages: `engine.taskNotOpen {"task":3}`. */
function describe(code: ErrorCode, detail: Detail | null): string {
  if (!detail) return code;
  const params = JSON.stringify(detail.params);
  return params === '{}' ? detail.code : `${detail.code} ${params}`;
}
