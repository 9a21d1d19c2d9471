/** Without input for this long, requests are the page's own: the next poll, not somebody's work. */
const QUIET_MS = 60_000;

let lastInput = Date.now();
for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
  globalThis.addEventListener?.(type, () => (lastInput = Date.now()), { capture: true, passive: true });

/** Whether somebody has used this page within the last minute. */
export const isInUse = (now = Date.now()): boolean => now - lastInput < QUIET_MS;
