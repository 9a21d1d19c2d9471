import { expect, it, jest } from '@jest/globals';
import { reloadOldPage } from '../../../apps/web/src/lib/reload-after-deployment.js';

function page() {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
  return { storage, reload: jest.fn() };
}

it('a page whose files are gone reloads itself', () => {
  const old = page();

  expect(reloadOldPage(old, 100_000)).toBe(true);
  expect(old.reload).toHaveBeenCalledTimes(1);
});

it('a page that fails again after its reload does not reload without end', () => {
  const broken = page();
  reloadOldPage(broken, 100_000);

  expect(reloadOldPage(broken, 101_000)).toBe(false);
  expect(broken.reload).toHaveBeenCalledTimes(1);
});
