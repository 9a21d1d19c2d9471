import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** More steps than this from one element to another are no way at all. */
const MOST_STEPS = 120;

/** Moves the focus by Tab to an element, or to one inside it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** Presses a button or follows a link. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Types into a field, over what it holds. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Chooses a radio button: Tab reaches its group, arrows walk in it. */
export async function chooseRadio(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const group = page.locator(`input[type=radio][name="${await target.getAttribute('name')}"]`);
  for (let step = 0; step < MOST_STEPS && !(await anyHasFocus(group)); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let step = 0; step < (await group.count()) && !(await target.isChecked()); step += 1)
    await page.keyboard.press('ArrowDown');
  expect(await target.isChecked()).toBe(true);
}

/** Whether the focus is on an element, or inside it. */
const hasFocus = (target: Locator): Promise<boolean> =>
  target.first().evaluate((element) => element.contains(element.ownerDocument.activeElement));

async function anyHasFocus(group: Locator): Promise<boolean> {
  for (let index = 0; index < (await group.count()); index += 1)
    if (await hasFocus(group.nth(index))) return true;
  return false;
}
