import { afterAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'vite';
import { join } from 'node:path';
import { freePort } from '../../../infra/local/ports.js';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { expectSound, startBrowser } from '../browser.js';

const port = await freePort();
const configFile = join(repoRoot, 'apps/web/build/vite.config.ts');
const vite = await createServer({ configFile, server: { port, hmr: false }, logLevel: 'error' });
await vite.listen();
afterAll(() => vite.close());
const browser = await startBrowser();
const gallery = `http://localhost:${port}/gallery.html`;

describe('parts of the console', () => {
  it.each([
    ['light', '', 1440],
    ['dark', '?theme=dark', 1440],
    ['light', '', 360],
  ])('every part is accessible: %s%s at %d px', async (_theme, query, width) => {
    const watched = await browser.open(gallery + query, { width, height: 900 });
    await watched.page.getByRole('heading', { name: '文件' }).waitFor();

    await expectSound(watched);
  });

  it('a unit is found by its pinyin initials and chosen with Enter', async () => {
    const { page } = await browser.open(gallery);
    const unit = page.getByRole('combobox', { name: '主办单位' });
    await unit.fill('kl');
    await unit.press('ArrowDown');
    await unit.press('Enter');

    expect(await unit.inputValue()).toBe('凯里市');
  });

  it('a date is understood when its field is left', async () => {
    const { page } = await browser.open(gallery);
    const day = page.getByRole('textbox', { name: '答复日期' });
    await day.fill('12.5');
    await day.press('Tab');

    expect(await day.inputValue()).toBe('2026年12月5日');
  });
});
