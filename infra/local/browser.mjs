/**
 * The browser that tests of the inspector and of whole campaigns need, with a font for Chinese: without it findings stay
 * doubtful that a browser settles.
 */
import { spawnSync } from 'node:child_process';
import { giveUp } from './set-up.mjs';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** Installs it where that can be done (Debian, as root); else says in a sentence what to install. After `setUp`. */
export async function ensureBrowser() {
  const { findChromium } = await import('../../dist/domain/inspection/visit/find-chromium.js');
  const isThere = () => Boolean(process.env.DUBAN_CHROMIUM) || findChromium(process.env.PATH ?? '') !== null;
  if (isThere()) return;
  if (process.getuid?.() !== 0 || !aptGet('--version'))
    giveUp(
      `The tests need Chromium: install it (on Debian: ${PACKAGES.join(' ')}), or name it in DUBAN_CHROMIUM.`,
    );
  console.error(`Installing ${PACKAGES.join(' and ')} (apt-get) …`);
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES);
  if (!isThere())
    giveUp('Chromium could not be installed: see what apt-get says above, or name one in DUBAN_CHROMIUM.');
}

function aptGet(...args) {
  const stdio = ['ignore', args[0] === '--version' ? 'ignore' : process.stderr, process.stderr];
  return (
    spawnSync('apt-get', args, { stdio, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
}
