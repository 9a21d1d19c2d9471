/** Result of one letter, read from the staff API. */
export interface LetterResult {
  /** True if the citizen can read an answer. */
  readonly answered: boolean;
  readonly closed: boolean;
  /** Null if the letter had no limit. */
  readonly onTime: boolean | null;
  /** Levels of the cards in force. */
  readonly cards: readonly string[];
}

/** Counts the results of all letters. */
export class Tally {
  private received = 0;
  private readonly results: LetterResult[] = [];
  private readonly causes = new Map<string, number>();

  receive(): void {
    this.received += 1;
  }

  add(result: LetterResult): void {
    this.results.push(result);
  }

  /** Cause -> message of the first failure with it. */
  readonly examples = new Map<string, string>();

  /** @param cause the same for all failures of one kind */
  fail(cause: string, example: string): void {
    if (!this.examples.has(cause)) this.examples.set(cause, example);
    this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
  }

  get failed(): number {
    return [...this.causes.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Row -> figure, in the order of printing. */
  rows(letters: number, seconds: number): Record<string, number> {
    const count = (is: (letter: LetterResult) => boolean): number => this.results.filter(is).length;
    const cards: Record<string, number> = {};
    for (const level of this.results.flatMap((letter) => letter.cards)) {
      const row = `cards: ${level}`;
      cards[row] = (cards[row] ?? 0) + 1;
    }
    const failures = [...this.causes].map(([cause, count]) => [`failed: ${cause}`, count] as const);
    return {
      letters,
      received: this.received,
      answered: count(({ answered }) => answered),
      closed: count(({ closed }) => closed),
      'answered on time': count(({ answered, onTime }) => answered && onTime === true),
      'answered late': count(({ answered, onTime }) => answered && onTime === false),
      'answered, no limit': count(({ answered, onTime }) => answered && onTime === null),
      cards: this.results.reduce((sum, letter) => sum + letter.cards.length, 0),
      ...cards,
      failed: this.failed,
      ...Object.fromEntries(failures),
      seconds: Number(seconds.toFixed(1)),
      'letters/s': Number((this.results.length / seconds).toFixed(1)),
    };
  }
}
