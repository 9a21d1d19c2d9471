import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalError } from './local-error.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Kept by root for clusters whose data folder the account cannot enter. */
const SHARED_FOLDER = '/var/lib/duban';

/**
 * The account PostgreSQL runs under: null for our own. PostgreSQL refuses to run as root, and wants a user with a
 * passwd entry, so root lends it `nobody`.
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch (cause) {
    throw new LocalError(
      'POSTGRES_FAILED',
      'PostgreSQL does not run as root and there is no user "nobody" to lend it: start as an ordinary user.',
      { cause },
    );
  }
}

/**
 * The PostgreSQL programs in a place the account can reach: where they are installed, else (the project lies under
 * /root, say) a copy.
 */
export function reachablePrograms(installed: string, account: Account | null): string {
  if (!account || canReach(installed, account)) return installed;
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(sharedFolder(), `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', unfinished]);
    renameSync(unfinished, copy);
  }
  return copy;
}

/**
 * The folder of the cluster in a place the account can reach: `cluster` itself, else a folder outside to which
 * `cluster` becomes a link.
 */
export function reachableCluster(cluster: string, account: Account | null): string {
  const existing = lstatSync(cluster, { throwIfNoEntry: false });
  if (existing?.isSymbolicLink()) return readlinkSync(cluster);
  if (!account || canReach(dirname(cluster), account)) return cluster;
  if (existing) {
    throw new LocalError(
      'POSTGRES_FAILED',
      `The user "nobody", under whom PostgreSQL runs, can no longer enter ${cluster}: let others pass through its ` +
        'parent folders again (chmod o+x).',
    );
  }
  const outside = join(sharedFolder(), `cluster-${randomUUID()}`);
  symlinkSync(outside, cluster);
  return outside;
}

function canReach(folder: string, { uid, gid }: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/' }).status === 0;
}

function sharedFolder(): string {
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o711 });
  return SHARED_FOLDER;
}
