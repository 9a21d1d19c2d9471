import type { Page } from 'playwright-core';
import { atMost, round } from '../bench/load/figures.js';
import type { LoadGenerator } from '../bench/load-generator.js';
import { TEMPLATE_LETTER } from '../bench/template-letter.js';
import { newReader, type Faces } from './chromium.js';
import { heldBy, type Held } from './held.js';
import type { Measured } from './main.js';

const STEP_MS = 30_000;
const STEPS_AN_HOUR = 120;
/** Answers of a step, in real time. */
const ANSWERS_MS = 40;
const GROWTH_MB = 30;

/**
 * A day at the workbench with its clock run fast: lists are read again as often as on a real day, a task is opened every
 * minute, and letters come in.
 */
export async function measureMemory(faces: Faces, load: LoadGenerator, hours: number): Promise<Measured> {
  const context = await newReader(faces, 'mailbox.clerk');
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${faces.url}/console/work`, { waitUntil: 'networkidle' });
  const session = await context.newCDPSession(page);
  await work(page, load, STEPS_AN_HOUR / 2); // what is loaded once is not growth
  const before = await heldBy(session);
  const hourly: Held[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    await work(page, load, STEPS_AN_HOUR);
    hourly.push(await heldBy(session));
  }
  await context.close();
  const growth = round(hourly.at(-1)!.heapMb - before.heapMb);
  return {
    figures: { memory: { before, hourly } },
    targets: [atMost(`growth of the workbench's memory in ${hours} hours, MB`, GROWTH_MB, growth)],
  };
}

async function work(page: Page, load: LoadGenerator, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    if (step % 2 === 0) await page.keyboard.press('j');
    if (step % 20 === 0) await load.run({ kind: 'letter', letter: TEMPLATE_LETTER, steps: 0 });
    await page.clock.runFor(STEP_MS);
    await new Promise((resolve) => setTimeout(resolve, ANSWERS_MS));
  }
}
