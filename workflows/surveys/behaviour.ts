import type { Context } from '../engine/definition/process.js';
import { survey, type SurveyFacts } from './definition.js';
import type { forms } from './forms.js';

export interface SurveyInput {
  readonly unit: string;
  /** The office that reviews and publishes it. */
  readonly office: string;
  /** Day on which the questionnaire is due (YYYY-MM-DD, Asia/Shanghai). */
  readonly questionnaireBy: string;
}

/** Argument of the step `publish`: the approved revision. */
export interface ApprovedSurvey {
  readonly revision: number;
}
/** Argument of the step `extend`. */
export interface ExtendedSurvey {
  readonly closesOn: string;
}
/** Argument of the step `close`. */
export interface ClosedSurvey {
  /** Epoch ms at which it was closed early; null if it ran its full term. */
  readonly early: number | null;
}
/** Argument of the steps `makeReport` and `publishAdoption`. */
export interface SignedText {
  /** Number of the task with which the text was submitted. */
  readonly task: number;
  /** Epoch ms of the signature. */
  readonly at: number;
}

type P = Context<typeof forms, typeof survey.definition, SurveyFacts>;
type Input = SurveyInput;

export const surveyProcess = survey.implement(async (p: P, input: Input) => {
  const { unit, office } = input;
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ unit });

  const published = await untilPublished(p, input);
  if (published === null) {
    await p.step.abandon();
    p.stage('closed');
    return 'abandoned';
  }
  p.facts(await collect(p, office, published.closesOn));

  p.clock.report.start({ unit });
  p.clock.adoption.start({ unit });
  await p.all({
    figures: (p) => publishFigures(p, office, published.results),
    conclusions: (p) => conclude(p, unit),
  });
  p.stage('closed');
  return 'completed';
});

/** Result of the step `publish`. */
type Published = Awaited<ReturnType<P['step']['publish']>>;

/** S1 and S2: drafts and reviews until the survey is public. Returns null when the unit abandons it. */
async function untilPublished(p: P, input: Input): Promise<Published | null> {
  const { unit, office, questionnaireBy } = input;
  let draft = await p.task.submit({ to: unit, due: questionnaireBy });
  for (;;) {
    if (draft.outcome === 'abandon') return null;
    const published = await review(p, office);
    if (published !== null) return published;
    draft = await p.task.revise({ to: unit });
  }
}

/** Returns null when it goes back to the unit. */
async function review(p: P, office: string): Promise<Published | null> {
  if ((await p.task.review({ to: office })).outcome === 'return') return null;
  const approved = await p.task.approve({ to: office });
  if (approved.outcome === 'return') return null;
  const { revision } = approved.decision;
  const published = await p.step.publish({ revision } satisfies ApprovedSurvey);
  const { waitsUntil, closesOn } = published;
  p.facts({ waitsUntil, closesOn });
  if (p.choice.opening(() => (waitsUntil === null ? 'now' : 'later')) === 'now') return published;
  const opening = await p.task.awaitOpening({ to: office, due: waitsUntil! });
  if (opening.outcome === 'expired') return published;
  await p.step.withdraw();
  return null;
}

/** S3: open until its last day, which can be extended. Returns the numbers of responses. */
async function collect(
  p: P,
  office: string,
  lastDay: string,
): Promise<{ answers: number; setAside: number }> {
  let closesOn = lastDay;
  for (;;) {
    const ended = await p.task.collect({ to: office, due: closesOn });
    if (ended.outcome !== 'extend') {
      const early = ended.outcome === 'close' ? ended.at : null;
      return p.step.close({ early } satisfies ClosedSurvey);
    }
    ({ closesOn } = ended.decision);
    await p.step.extend({ closesOn } satisfies ExtendedSurvey);
    p.facts({ closesOn });
  }
}

/** S4 */
async function publishFigures(p: P, office: string, results: Published['results']): Promise<void> {
  if (p.choice.figures(() => (results === 'never' ? 'hidden' : 'public')) === 'hidden') return;
  p.clock.figures.start({ unit: office });
  await p.task.publishFigures({ to: office });
  await p.step.publishFigures();
  p.clock.figures.fulfil();
}

/** S5 and S6: analysis report, then adoption results; a second person of the unit signs each. */
async function conclude(p: P, unit: string): Promise<void> {
  for (;;) {
    const { task } = await p.task.report({ to: unit });
    const signed = await p.task.signReport({ to: unit });
    if (signed.outcome === 'return') continue;
    await p.step.makeReport({ task, at: signed.at } satisfies SignedText);
    break;
  }
  p.clock.report.fulfil();
  for (;;) {
    const { task } = await p.task.adoption({ to: unit });
    const signed = await p.task.signAdoption({ to: unit });
    if (signed.outcome === 'return') continue;
    p.facts(await p.step.publishAdoption({ task, at: signed.at } satisfies SignedText));
    break;
  }
  p.clock.adoption.fulfil();
}
