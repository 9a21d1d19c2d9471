import type { DataSource } from 'typeorm';
import { transaction } from '../infra/database/transaction.js';
import type { CardAppealDecision } from '../workflows/cards/appeal/behaviour.js';
import { FALSE_CLOSURE_THRESHOLD } from '../domain/cases/cards/card-events.js';
import type { CardPolicies } from '../domain/cases/cards/card-policies.js';
import { FALSE_CLOSURE } from '../domain/cases/cards/card-reason.js';
import type { Cards } from '../domain/cases/cards/cards.js';

export interface StepDeps {
  readonly dataSource: DataSource;
  readonly policies: CardPolicies;
  readonly cards: Cards;
}

/** What the worker passes to the steps of a business. */
export interface CardStepDeps extends Omit<StepDeps, 'policies'> {
  readonly timeLimits: CardPolicies;
}

type Step<A> = (request: { readonly process: string; readonly argument: A }) => Promise<void>;

/** The steps of an appeal, by activity type. */
export const createAppealSteps = ({ timeLimits: policies, ...deps }: CardStepDeps) => ({
  'card-appeal.applyDecision': createApplyDecision({ ...deps, policies }),
});

/** Applies the decision on an appeal to the card. */
export function createApplyDecision({ dataSource, cards }: StepDeps): Step<CardAppealDecision> {
  return async ({ process, argument: { card, decision, at } }) => {
    await cards.ready();
    await transaction(dataSource, (tx) => cards.decideAppeal(tx, { card, appeal: process, decision, at }));
  };
}

/** 虚假办结: raises a red card for an answer that claims work which was not done, where the policy says so (C6). */
export function createFalseClosureCard({
  dataSource,
  policies,
  cards,
}: StepDeps): Step<{ readonly unit: string }> {
  return async ({ process, argument: { unit } }) => {
    await cards.ready();
    const at = Date.now();
    if (policies.policyAt(at).immediate.falseClosure !== 'auto') return;
    await transaction(dataSource, (tx) =>
      cards.raise(tx, {
        process,
        unit,
        level: 'red',
        at,
        source: 'auto',
        threshold: FALSE_CLOSURE_THRESHOLD,
        reason: FALSE_CLOSURE,
      }),
    );
  };
}
