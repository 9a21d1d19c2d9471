import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../infra/local/ports.js';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { expectSound, startBrowser } from '../browser.js';

const port = await freePort();
// A program of its own: vite's native parts do not load in jest's modules.
const program = join(repoRoot, 'node_modules/vite/bin/vite.js');
const config = join(repoRoot, 'apps/web/build/vite.config.ts');
const vite = spawn(process.execPath, [program, '--config', config, '--port', String(port)], {
  env: { PATH: process.env['PATH'] },
  stdio: 'ignore',
});
afterAll(() => void vite.kill());
const browser = await startBrowser();
const gallery = `http://localhost:${port}/gallery.html`;
while (!(await fetch(gallery).catch(() => null))?.ok) await sleep(100);

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

  it('several units are chosen one after another, and taken back', async () => {
    const { page, faults } = await browser.open(gallery);
    const units = page.getByRole('combobox', { name: '协办单位' });
    await units.fill('zf');
    await units.press('ArrowDown');
    await units.press('Enter');
    await units.press('Escape');
    await page.getByRole('button', { name: '去掉州交通运输局' }).click();

    expect(await page.getByRole('button', { name: '去掉州住房城乡建设局' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '去掉州交通运输局' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('a date is understood when its field is left', async () => {
    const { page } = await browser.open(gallery);
    const day = page.getByRole('textbox', { name: '答复日期' });
    await day.fill('12.5');
    await day.press('Tab');

    expect(await day.inputValue()).toBe('2026年12月5日');
  });
});
