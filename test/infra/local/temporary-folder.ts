import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { claimDataFolder, type DataFolder } from '../../../infra/local/data-folder.js';

/**
 * A data folder for one test file, deleted after it. Programs recorded in it are ended with it, also when the tests are
 * interrupted: `npm test` clears up folders of this name.
 */
export async function temporaryFolder(): Promise<DataFolder> {
  const folder = await claimDataFolder(join(repoRoot, '.duban', `test-${randomUUID()}`));
  afterAll(async () => {
    await folder.stopPrograms();
    folder.remove();
  });
  return folder;
}
