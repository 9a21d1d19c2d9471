import type { Command } from '../../workflows/engine/definition/commands.js';
import { CITIZEN, SUPERVISOR, type Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

const input = { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false };
const assignment = { class: 'CONSULT', lead: '522601', coUnits: ['ZJJ'] };

const PARENT = '0198c0de-0000-4000-8000-000000000003';
const source = { letter: PARENT, task: 4 };
const answer = { class: 'CONSULT', lead: '522601', repliedAt: 1_440_000_000_000 };
/** Message to a merged letter about its parent. */
const parentMessage = (decision: object): Command => ({
  kind: 'message',
  name: 'parent',
  decision,
  by: { account: 'system', unit: '', roles: [] },
});

/** From registration to a unit that works on the letter. */
async function signedFor(letter: Instance): Promise<void> {
  await letter.complete('register', 'dispatch', assignment);
  await letter.complete('sign', 'sign');
}

/** A drafted answer, signed by another person. */
async function drafted(letter: Instance): Promise<void> {
  await letter.complete('draft', 'submit');
  await letter.complete('signOff', 'sign');
}

/** From registration to an answer that has passed its review. */
async function answered(letter: Instance): Promise<void> {
  await signedFor(letter);
  await drafted(letter);
  await letter.complete('review', 'pass');
}

export const letterPaths: Paths = {
  'answered-and-rated': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      await letter.complete('rate', 'satisfied');
    },
  },
  'silent-unit-and-silent-citizen': {
    input: { ...input, wantsPublic: true },
    silent: true,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'accept', { class: 'HELP' });
      await letter.complete('assign', 'assign', assignment);
      await letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
      await letter.complete('draft', 'submit');
      await letter.complete('signOff', 'back');
      await letter.complete('draft', 'submit');
      await letter.complete('signOff', 'sign');
      await letter.complete('review', 'fail', { reason: 'NO_BASIS' });
      await letter.complete('rework', 'submit');
      await letter.complete('signRework', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('list', 'publish');
    },
  },
  'false-closure-reopened': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      await letter.complete('rate', 'dissatisfied');
      await letter.complete('reviewRating', 'reopen', { falseClosure: true });
      await letter.complete('redo', 'submit');
      await letter.complete('signRedo', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'basicallySatisfied');
    },
  },
  'rating-changed-until-it-is-reviewed': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      for (const rating of ['DISSATISFIED', 'SATISFIED', 'DISSATISFIED']) {
        await letter.send({ kind: 'message', name: 'rate', decision: { rating }, by: CITIZEN });
      }
      await letter.complete('reviewRating', 'close');
    },
  },
  'asked-once-more-and-reworked': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      await letter.send({ kind: 'message', name: 'followUp', decision: {}, by: CITIZEN });
      await letter.complete('answerFollowUp', 'interim');
      await letter.complete('answerFollowUp', 'submit');
      await letter.complete('signFollowUp', 'sign');
      await letter.complete('review', 'fail', { reason: 'OFF_TOPIC' });
      await letter.complete('rework', 'submit');
      await letter.complete('signRework', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
    },
  },
  'never-supplemented': {
    input,
    silent: true,
    result: 'lapsed',
    steps: (letter) => letter.complete('register', 'askForMore'),
  },
  'supplemented-and-merged': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'askForMore');
      await letter.complete('supplement', 'supplement');
      await letter.complete('register', 'merge', { into: PARENT });
      await letter.send(parentMessage({ stands: 'answered', source, answer }));
      await letter.complete('rate', 'dissatisfied');
      await letter.complete('reviewRating', 'reopen', { falseClosure: false });
      await letter.complete('redo', 'submit');
      await letter.complete('signRedo', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
    },
  },
  'merged-again-and-handed-over-with-its-parent': {
    input,
    result: 'discipline',
    steps: async (letter) => {
      await letter.complete('register', 'merge', { into: PARENT });
      await letter.send(parentMessage({ stands: 'rejected', source, reason: 'UNCLEAR' }));
      await letter.send(parentMessage({ stands: 'goesOn' }));
      await letter.send(parentMessage({ stands: 'gone' }));
      await letter.complete('register', 'merge', { into: PARENT });
      await letter.send(parentMessage({ stands: 'discipline' }));
    },
  },
  'refused-with-its-parent-in-spite-of-objection': {
    input,
    result: 'rejected',
    steps: async (letter) => {
      await letter.complete('register', 'merge', { into: PARENT });
      await letter.send(parentMessage({ stands: 'rejected', source, reason: 'UNCLEAR' }));
      await letter.complete('object', 'object');
      await letter.complete('reconsider', 'uphold');
    },
  },
  'rejected-without-objection': {
    input,
    silent: true,
    result: 'rejected',
    steps: (letter) => letter.complete('register', 'reject', { reason: 'OUT_OF_SCOPE' }),
  },
  'rejected-in-spite-of-objection': {
    input,
    result: 'rejected',
    steps: async (letter) => {
      await letter.complete('register', 'reject', { reason: 'OUT_OF_SCOPE' });
      await letter.complete('object', 'object');
      await letter.complete('reconsider', 'uphold');
    },
  },
  'accepted-on-objection-and-answered-by-the-office': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'reject', { reason: 'UNCLEAR' });
      await letter.complete('object', 'object');
      await letter.complete('reconsider', 'accept', { class: 'SUGGEST' });
      await letter.complete('assign', 'instruct');
      await letter.complete('instruct', 'instruct');
      await letter.complete('assign', 'answer');
      await letter.complete('reviewAnswer', 'fail');
      await letter.complete('assign', 'answer');
      await letter.complete('reviewAnswer', 'pass');
      await letter.complete('rate', 'dissatisfied');
      await letter.complete('reviewRating', 'close');
    },
  },
  'withdrawn-while-disputed': {
    input,
    result: 'withdrawn',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.complete('sign', 'dispute', { reason: 'NOT_OUR_DUTY' });
      await letter.send({ kind: 'message', name: 'withdraw', decision: {}, by: CITIZEN });
    },
  },
  'return-refused-and-not-asked-for-again': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.complete('sign', 'dispute', { reason: 'NOT_OUR_DUTY' });
      await letter.complete('rule', 'refuse');
      const { task, unit } = await letter.openTask('sign');
      const by = { account: `sign@${unit}`, unit, roles: ['agency-clerk'] };
      const again = letter.send({ kind: 'complete', task, outcome: 'dispute', decision: {}, by });
      await expect(again).rejects.toMatchObject({ cause: { type: 'OUTCOME_NOT_ALLOWED' } });
      await letter.complete('sign', 'sign');
      await drafted(letter);
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
    },
  },
  'returned-twice-and-assigned-by-the-superior': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.complete('sign', 'dispute', { reason: 'NOT_OUR_DUTY' });
      await letter.complete('rule', 'agree');
      await letter.complete('assign', 'assign', { ...assignment, lead: 'JTJ' });
      await letter.complete('sign', 'dispute', { reason: 'NOT_OUR_DUTY' });
      await letter.complete('superiorRule', 'assign', { ...assignment, lead: 'GTJ' });
      await letter.complete('sign', 'sign');
      await drafted(letter);
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
    },
  },
  'with-co-units-interim-answer-and-extension': {
    input,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', { ...assignment, coUnits: ['ZJJ', 'JTJ'] });
      await letter.complete('sign', 'sign');
      await letter.complete('coReply', 'reply', {}, 'JTJ');
      await letter.complete('draft', 'interim');
      await letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
      await letter.complete('decideExtension', 'approve', { workingDays: 5 });
      await letter.complete('coReply', 'reply', {}, 'ZJJ');
      await letter.complete('draft', 'askCoUnits', { units: ['GTJ', 'HBJ'] });
      await letter.complete('coReply', 'reply', {}, 'GTJ');
      await drafted(letter); // the last co-unit has not answered, and need not any more
      await letter.complete('review', 'fail', { reason: 'NO_MEASURES' });
      await letter.complete('rework', 'interim');
      await letter.complete('rework', 'submit');
      await letter.complete('signRework', 'back');
      await letter.complete('rework', 'submit');
      await letter.complete('signRework', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
    },
  },
  'forwarded-inside-the-county-ordered-and-reassigned': {
    input: { ...input, wantsPublic: true },
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.complete('sign', 'redispatch', { unit: '522601-ZJJ' });
      const sign = await letter.openTask('sign');
      const expiries = { [sign.task]: Date.UTC(2100, 0, 4) };
      await letter.send({
        kind: 'recalculate',
        expiries,
        calendarVersion: 2,
        earlier: false,
        by: SUPERVISOR,
      });
      await letter.complete('sign', 'sign');
      await letter.send({ kind: 'message', name: 'order', decision: {}, by: SUPERVISOR });
      const { task } = await letter.openTask('draft');
      await letter.send({ kind: 'reassign', task, unit: '522601', by: SUPERVISOR });
      await drafted(letter);
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'satisfied');
      await letter.complete('list', 'keep');
    },
  },
  'put-on-account-approved-anew-and-explained': {
    input,
    result: 'explained',
    steps: async (letter) => {
      await signedFor(letter);
      await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
      await letter.complete('decideSuspension', 'refuse');
      await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
      await letter.complete('decideSuspension', 'approve');
      for (let review = 1; review <= 3; review += 1) await letter.complete('reviewSuspension', 'prolong');
      await letter.complete('decideSuspension', 'approve');
      await letter.complete('reviewSuspension', 'resume');
      await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
      await letter.complete('decideSuspension', 'approve');
      await letter.complete('reviewSuspension', 'end');
    },
  },
  'handed-over-to-petition': {
    input,
    result: 'petition',
    steps: async (letter) => {
      await letter.complete('register', 'accept', { class: 'COMPLAINT' });
      await letter.complete('assign', 'petition');
      await letter.complete('takePetition', 'take');
    },
  },
  'handed-over-to-discipline': {
    input: { ...input, kind: 'REPORT', namedUnits: ['ZJJ'] },
    result: 'discipline',
    steps: async (letter) => {
      await letter.complete('register', 'accept', { class: 'REPORT' });
      await letter.complete('assign', 'discipline');
      await letter.complete('takeOver', 'take');
    },
  },
  'passed-on-above-discipline': {
    input: { ...input, kind: 'REPORT', namedUnits: ['JCJ'], handover: 'superior' },
    result: 'transferred',
    steps: async (letter) => {
      await letter.complete('register', 'accept', { class: 'REPORT' });
      await letter.complete('assign', 'discipline');
      await letter.complete('transfer', 'transfer');
    },
  },
  'suspended-and-cancelled': {
    input,
    result: 'cancelled',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.send({ kind: 'suspend', by: SUPERVISOR });
      await letter.send({ kind: 'resume', by: SUPERVISOR });
      await letter.send({ kind: 'cancel', by: SUPERVISOR });
    },
  },
};
