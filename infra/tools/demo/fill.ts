import { setTimeout as sleep } from 'node:timers/promises';
import { activateTemporarily, NOTICED_AFTER_MS, shanghaiDay } from '../staff-api/temporary-policy.js';
import type { StaffApi } from '../staff-api/staff-api.js';
import { Arrangements } from './arrangements.js';
import { Campaign } from './campaign.js';
import { Cards } from './cards.js';
import { Consultations } from './consultations.js';
import { DEMO_POLICY, demoPolicy } from './demo-policy.js';
import { Desks } from './desks.js';
import { nameOfficers, type NamedOfficer } from './duty.js';
import { InspectedCampaign } from './inspected-campaign.js';
import { Interviews } from './interviews.js';
import { Letters, type SentLetter } from './letters.js';
import { submit, type DemoLetter } from './texts/life.js';
import { Offices } from './offices.js';
import { Surveys } from './surveys.js';
import { NEXT_YEAR, THIS_YEAR } from './texts/arrangement.js';
import { LATE_ANSWER } from './texts/cards.js';
import { ANNOUNCED, HELD, TODAY, WAITING } from './texts/interview.js';
import { LETTERS_ANSWERED } from './texts/letters-answered.js';
import { LETTERS_CLOSED } from './texts/letters-closed.js';
import { LETTERS_HANDLING } from './texts/letters-handling.js';
import { LETTERS_RECEIVED } from './texts/letters-received.js';
import { LETTERS_REHEARSAL } from './texts/letters-rehearsal.js';

export interface FillOptions {
  readonly api: StaffApi;
  /** Called with a sentence for the terminal. */
  readonly say: (sentence: string) => void;
  /** Number of this fill, from 1: keeps titles apart. */
  readonly round: number;
  /** Runs a function when the fill is interrupted; returns a function that takes it back. */
  readonly onInterrupt?: (restore: () => Promise<void>) => () => void;
}

/** What the demonstration has made, as far as its last lines name it. */
export interface Filled {
  readonly sent: readonly SentLetter[];
  readonly officers: readonly NamedOfficer[];
}

/** Between the registration of an interview and its first words. */
const UNTIL_LIVE_MS = 45_000;
const DAY_MS = 86_400_000;
const RESPONSES = { open: 24, brief: 12 };

/** The letters that a supervisor hurries, and gives a card by hand, by their titles. */
const HURRIED = '山体开裂，住在下面害怕';
const CARDED = '路灯亮白天，晚上不亮';

/**
 * Fills a stack with a month of the demonstration, through the public API only. First what needs limits of seconds, under a
 * policy of its own that is put back afterwards; then the rest, under the policy of the installation; then what happens to late
 * letters.
 *
 * @throws {ApiError} when the gateway rejects a simulated person's request
 */
export async function fill({ api, say, round, onInterrupt }: FillOptions): Promise<Filled> {
  const offices = new Offices(api);
  const interviews = new Interviews(offices);
  const surveys = new Surveys(offices);
  // The share of letters answered in time is of those whose due time has come.
  const brief = [...LETTERS_REHEARSAL, ...LETTERS_CLOSED, ...LETTERS_ANSWERED.filter(isClosed)];
  const rest = inTurn(
    LETTERS_RECEIVED,
    LETTERS_HANDLING,
    LETTERS_ANSWERED.filter((one) => !isClosed(one)),
  );
  const total = brief.length + rest.length;
  const letters = new Letters(offices, (done) => {
    if (done % 10 === 0 || done === total) say(`来信 ${done}/${total}`);
  });

  say('启用演示时限（几十秒），先做需要到期的部分 …');
  const restore = await activateTemporarily(api, DEMO_POLICY, demoPolicy);
  const forget = onInterrupt?.(restore);
  let survey: string;
  try {
    await sleep(NOTICED_AFTER_MS);
    const liveAt = Date.now() + UNTIL_LIVE_MS;
    const waiting = async (): Promise<void> => {
      await interviews.ready(await interviews.announce(WAITING, liveAt), WAITING);
    };
    const interview = async (text: typeof TODAY): Promise<string> => {
      const id = await interviews.announce(text, liveAt);
      await interviews.goLive(id, text, liveAt);
      return id;
    };
    const [, closing, held] = await Promise.all([
      letters.run(brief),
      surveys.brief(RESPONSES.brief),
      interview(HELD),
      interview(TODAY),
      waiting(),
    ]);
    survey = closing;
    say('今天的访谈一场已开始直播，一场等待开播，到期的调查、来信已就绪');
    await interviews.conclude(held, HELD);
  } finally {
    await restore();
    forget?.();
  }
  await sleep(NOTICED_AFTER_MS);

  say('恢复正式时限，继续其余来信和栏目 …');
  const late = [...letters.sent];
  await Promise.all([letters.run(rest), columns()]);

  async function columns(): Promise<void> {
    const consultations = new Consultations(offices, round === 1 ? '' : `（${round}）`);
    const arrangements = new Arrangements(offices);
    const year = Number(shanghaiDay().slice(0, 4));
    await surveys.conclude(survey);
    await surveys.open(RESPONSES.open);
    await surveys.waiting();
    await consultations.open();
    await consultations.others();
    await interviews.announce(ANNOUNCED, Date.now() + 9 * DAY_MS);
    await arrangements.published(year, THIS_YEAR);
    await arrangements.proposed(year + 1, NEXT_YEAR);
    const inspected = new InspectedCampaign(offices);
    if (await inspected.isPossible()) await inspected.run();
    else say('未允许检查本机（DUBAN_INSPECT_ALLOW），清理行动只到清单阶段');
    await new Campaign(offices).run();
    say('访谈、调查、意见征集、年度安排和清理行动已就绪');
  }

  say('亮牌、说明和申诉 …');
  const cards = new Cards(offices);
  const byTitle = (title: string): SentLetter => letters.sent.find(({ letter }) => letter.title === title)!;
  await cards.run(late);
  await cards.byHand(byTitle(HURRIED), byTitle(CARDED));
  await answerLate(offices, late);
  await new Desks(offices).prepare();
  const officers = await nameOfficers(api, unitsOf(letters.sent));
  return { sent: letters.sent, officers };
}

/** Units that handle letters. */
function unitsOf(sent: readonly SentLetter[]): string[] {
  const decisions = sent.flatMap(({ letter }) =>
    letter.life.flatMap((step) => ('decision' in step ? ((step.decision ?? {}) as Assignment) : [])),
  );
  return [...new Set(decisions.flatMap(({ lead, unit }) => [lead, unit]))].filter(
    (code) => code !== undefined,
  );
}

/** A decision that gives a letter to a unit, or hands it on within a county. */
interface Assignment {
  readonly lead?: string;
  readonly unit?: string;
}

/** Whether its writer closes it by a final rating. */
const isClosed = ({ life }: DemoLetter): boolean =>
  life.some((step) => 'writer' in step && 'final' in step.fields);

/** One of each list in turn, so that numbers tell nothing of what became of a letter; targets of merges stay first. */
function inTurn(...lists: readonly (readonly DemoLetter[])[]): DemoLetter[] {
  const most = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
}

/** The unit whose card is rectified by an answer. */
async function answerLate(offices: Offices, late: readonly SentLetter[]): Promise<void> {
  const { unit, reply } = LATE_ANSWER;
  const isOf = (letter: DemoLetter): boolean =>
    letter.life.some((step) => 'decision' in step && (step.decision as { lead?: string }).lead === unit);
  const { processId } = late.find(({ letter }) => isOf(letter))!;
  const clerk = 'mailbox.clerk';
  await offices.completes(processId, submit(reply), clerk);
  await offices.completes(processId, { task: 'signOff', outcome: 'sign', content: {} }, clerk);
  await offices.completes(processId, { task: 'review', outcome: 'pass', content: {} }, clerk);
}
