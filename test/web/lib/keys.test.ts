import { describe, expect, it, jest } from '@jest/globals';
import { KeyTable, nameOf, type KeyStroke } from '../../../apps/web/src/lib/keys.js';

const stroke = (key: string, more: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  preventDefault: () => undefined,
  ...more,
});
const TEXT = { tagName: 'TEXTAREA' };

function table(keys: string, options: { whileTyping?: boolean; areSinglesOn?: boolean } = {}) {
  const { whileTyping = false, areSinglesOn = true } = options;
  const run = jest.fn();
  const made = new KeyTable(() => areSinglesOn);
  const remove = made.add([{ keys, title: keys, run, whileTyping }]);
  return { made, run, remove };
}

describe('keys', () => {
  it('a single key runs its binding', () => {
    const { made, run } = table('J');
    made.handle(stroke('j'), 0);

    expect(run).toHaveBeenCalledTimes(1);
  });

  it('single keys rest while something is typed', () => {
    const { made, run } = table('J');
    made.handle(stroke('j', { target: TEXT }), 0);

    expect(run).not.toHaveBeenCalled();
  });

  it('no key acts while an input method composes', () => {
    const { made, run } = table('Ctrl+Enter', { whileTyping: true });
    made.handle(stroke('Enter', { ctrlKey: true, target: TEXT, isComposing: true }), 0);
    made.handle(stroke('Enter', { ctrlKey: true, target: TEXT, keyCode: 229 }), 0);

    expect(run).not.toHaveBeenCalled();
  });

  it('a combination may act while something is typed', () => {
    const { made, run } = table('Ctrl+Enter', { whileTyping: true });
    made.handle(stroke('Enter', { ctrlKey: true, target: TEXT }), 0);

    expect(run).toHaveBeenCalledTimes(1);
  });

  it('single keys can be switched off, combinations stay', () => {
    const off = table('J', { areSinglesOn: false });
    off.made.handle(stroke('j'), 0);
    const combination = table('Ctrl+K', { areSinglesOn: false });
    combination.made.handle(stroke('k', { ctrlKey: true }), 0);

    expect([off.run.mock.calls.length, combination.run.mock.calls.length]).toEqual([0, 1]);
  });

  it('two keys one after another run a sequence', () => {
    const { made, run } = table('G W');
    made.handle(stroke('g'), 0);
    made.handle(stroke('w'), 500);

    expect(run).toHaveBeenCalledTimes(1);
  });

  it('the second key of a sequence comes too late after two seconds', () => {
    const { made, run } = table('G W');
    made.handle(stroke('g'), 0);
    made.handle(stroke('w'), 2_000);

    expect(run).not.toHaveBeenCalled();
  });

  it('a later binding hides an earlier one until it is removed', () => {
    const { made, run } = table('Escape');
    const over = jest.fn();
    const remove = made.add([{ keys: 'Escape', title: 'close', run: over }]);
    made.handle(stroke('Escape'), 0);
    remove();
    made.handle(stroke('Escape'), 1);

    expect([over.mock.calls.length, run.mock.calls.length]).toEqual([1, 1]);
  });

  it('a question mark is named without Shift, a letter with it', () => {
    expect([nameOf(stroke('?', { shiftKey: true })), nameOf(stroke('X', { shiftKey: true }))]).toEqual([
      '?',
      'Shift+X',
    ]);
  });
});

it('a link that has the focus keeps its Enter key', () => {
  const { made, run } = table('Enter');
  made.handle(stroke('Enter', { target: { tagName: 'A' } }), 0);

  expect(run).not.toHaveBeenCalled();
});
