/** What is chosen from. */
export interface Option {
  readonly id: string;
  readonly name: string;
  /** Beside the name, in small: a code, a limit. */
  readonly note?: string | undefined;
  /** Found by this too, which is not shown: a short name. */
  readonly also?: string | undefined;
  /** Offered only to who types for it. @default false */
  readonly isRare?: boolean;
}
