/** What became of one letter, as the staff API tells it. */
export interface Played {
  /** It has an answer that the citizen can read. */
  readonly answered: boolean;
  readonly closed: boolean;
  /** Null where no limit ran. */
  readonly onTime: boolean | null;
  /** Levels of the cards that count against somebody. */
  readonly cards: readonly string[];
}

/** Counts what came of all letters. */
export class Tally {
  private received = 0;
  private readonly played: Played[] = [];
  private readonly causes = new Map<string, number>();

  receive(): void {
    this.received += 1;
  }

  add(played: Played): void {
    this.played.push(played);
  }

  /** Cause -> what the first failure of that kind said. */
  readonly examples = new Map<string, string>();

  /** @param cause the same for failures of one kind: it is counted by */
  fail(cause: string, example: string): void {
    if (!this.examples.has(cause)) this.examples.set(cause, example);
    this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
  }

  get failed(): number {
    return [...this.causes.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Row -> figure, in the order in which it is printed. */
  rows(letters: number, seconds: number): Record<string, number> {
    const count = (is: (letter: Played) => boolean): number => this.played.filter(is).length;
    const cards: Record<string, number> = {};
    for (const level of this.played.flatMap((letter) => letter.cards)) {
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
      cards: this.played.reduce((sum, letter) => sum + letter.cards.length, 0),
      ...cards,
      failed: this.failed,
      ...Object.fromEntries(failures),
      seconds: Number(seconds.toFixed(1)),
      'letters/s': Number((this.played.length / seconds).toFixed(1)),
    };
  }
}
