/** What a step of the process is called with. */
export interface StepRequest<A = unknown> {
  /** Id of the process and of its consultation. */
  readonly process: string;
  readonly argument: A;
}
