import type { Context } from '../engine/definition/process.js';
import { columnArrangement, type ColumnArrangementFacts } from './definition.js';
import type { forms } from './forms.js';

export interface ColumnArrangementInput {
  readonly year: number;
  /** The info office. */
  readonly office: string;
  /** Codes of the units that propose topics. */
  readonly units: readonly string[];
  /** Days on which proposals are due, and on which the year ends (YYYY-MM-DD, Asia/Shanghai). */
  readonly proposeBy: string;
  readonly concludeBy: string;
}

/** Argument of the step `settle`: an answer of a unit. */
export interface UnitAnswer {
  readonly unit: string;
  readonly outcome: 'propose' | 'none';
  /** Epoch ms. */
  readonly at: number;
}

type P = Context<typeof forms, typeof columnArrangement.definition, ColumnArrangementFacts>;

export const columnArrangementProcess = columnArrangement.implement(
  async (p: P, input: ColumnArrangementInput) => {
    const { year, office, units } = input;
    p.facts({ year, units: units.length });
    const answers = await untilProposed(p, input);
    const { answered, silent } = await p.step.settle(answers);
    p.facts({ answered, silent });

    p.stage('arranging');
    await untilApproved(p, office);
    const { entries } = await p.step.publish();
    p.facts({ entries });

    p.stage('published');
    let changes = 0;
    p.listen.change(() => p.facts({ changes: (changes += 1) }));
    await p.task.conclude({ to: office, due: input.concludeBy });
    p.stage('concluded');
    return 'concluded' as const;
  },
);

/** Waits until every unit has answered, or the info office closes the proposals. */
async function untilProposed(
  p: P,
  { office, units, proposeBy }: ColumnArrangementInput,
): Promise<readonly UnitAnswer[]> {
  p.stage('proposing');
  const answers: UnitAnswer[] = [];
  await p.race({
    all: (p) =>
      p.each(units, async (p, unit) => {
        const { outcome, at } = await p.task.propose({ to: unit, key: unit, due: proposeBy });
        answers.push({ unit, outcome, at });
        p.facts({ answered: answers.length });
      }),
    closed: (p) => p.task.closeProposals({ to: office, due: proposeBy }),
  });
  return answers;
}

async function untilApproved(p: P, office: string): Promise<void> {
  for (;;) {
    const arranged = await p.task.arrange({ to: office });
    if (arranged.outcome === 'return') {
      await p.task.revise({ to: arranged.decision.unit }); // when it times out, the topics stay as they are
      continue;
    }
    if ((await p.task.approve({ to: office })).outcome === 'publish') return;
  }
}
