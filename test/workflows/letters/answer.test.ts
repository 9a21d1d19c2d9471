import {
  answerSigned,
  clockLog,
  factsOf,
  inProgress,
  KAILI,
  openTasks,
  processClocks,
  refusal,
  reopened,
  reviewFailed,
} from './letter.js';

describe('drafting and signing', () => {
  it('an interim reply leaves the draft open', async () => {
    const letter = await inProgress();

    await letter.complete('draft', 'interim');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('an answer that its signer sends back returns to the drafter', async () => {
    const letter = await inProgress();

    await letter.complete('draft', 'submit');
    await letter.complete('signOff', 'back');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
  });

  it.each([
    ['an answer', inProgress, 'draft', 'signOff'],
    ['a reworked answer', reviewFailed, 'rework', 'signRework'],
    ['the answer to a reopened letter', () => reopened(), 'redo', 'signRedo'],
  ] as const)(
    '%s needs the signature of another person than its drafter',
    async (_, prepare, draft, sign) => {
      const letter = await prepare();
      await letter.complete(draft, 'submit', {}, { account: 'long' });

      const byDrafter = await refusal(letter.complete(sign, 'sign', {}, { account: 'long' }));
      const byAnother = await refusal(letter.complete(sign, 'sign', {}, { account: 'wu' }));

      expect([byDrafter, byAnother]).toEqual(['FOUR_EYES', 'accepted']);
    },
  );
});

describe('review by the centre', () => {
  it('an answer that fails its review goes back to the unit', async () => {
    const letter = await reviewFailed();

    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
    expect(factsOf(letter).reworks).toBe(1);
  });

  it('the rework clock is capped by what the handling clock had left', async () => {
    const letter = await reviewFailed();

    const [handling, rework] = processClocks(letter);
    expect(rework).toMatchObject({ name: 'rework', unit: KAILI, cap: handling!.clock });
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused review']);
  });

  describe('a reworked answer that passes', () => {
    const passed = async () => {
      const letter = await reviewFailed();
      await letter.complete('rework', 'interim');
      await letter.complete('rework', 'submit');
      const draft = letter.events.filter(({ type }) => type === 'task.opened').length - 1;
      await letter.complete('signRework', 'sign');
      await letter.complete('review', 'pass');
      return { letter, draft };
    };

    it('the citizen reads the reworked answer once it passes', async () => {
      const { letter, draft } = await passed();

      expect(openTasks(letter)).toEqual(['rate']);
      expect(factsOf(letter)).toMatchObject({ answered: true, replyTask: draft });
    });

    it('a reworked answer that passes fulfils the handling and rework clocks', async () => {
      const { letter } = await passed();

      const fulfilled = [`started ${KAILI}`, 'paused review', 'fulfilled'];
      expect(clockLog(letter, 'rework')).toEqual(fulfilled);
      expect(clockLog(letter, 'handling')).toEqual(fulfilled);
    });
  });

  it('a reworked answer that its signer sends back returns to the drafter', async () => {
    const letter = await reviewFailed();

    await letter.complete('rework', 'submit');
    await letter.complete('signRework', 'back');

    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
    expect(clockLog(letter, 'rework')).toEqual([`started ${KAILI}`]);
  });

  it('every failed review starts a rework clock of its own', async () => {
    const letter = await reviewFailed();

    await letter.complete('rework', 'submit');
    await letter.complete('signRework', 'sign');
    await letter.complete('review', 'fail', { reason: 'ATTITUDE' });

    expect(factsOf(letter).reworks).toBe(2);
    expect(clockLog(letter, 'rework')).toEqual([
      `started ${KAILI}`,
      'paused review',
      'stopped',
      `started ${KAILI}`,
    ]);
  });

  it('an answer that waits for its review is no answer yet', async () => {
    const letter = await answerSigned();

    expect(factsOf(letter).answered).toBeUndefined();
  });
});
