/** A broadcast that is on air, as one member of its crew has to do with it. */
export interface Broadcast {
  /** Id of its process. */
  readonly id: string;
  readonly title: string;
  /** Id of the member's account. */
  readonly account: string;
  readonly roles: readonly string[];
  /** Words that the member can review now. */
  readonly toReview: number;
  /** Reviewed words that the member can publish now. */
  readonly toPublish: number;
}
