import type { Config } from '../../config/config.js';
import { LocalError } from '../../local/local-error.js';
import { findRedactionModel } from '../../local/redaction-model.js';

/** The folder of the model, or none after a line on standard error that says why. */
export async function modelOrNone(config: Config): Promise<string | undefined> {
  try {
    return await findRedactionModel(config);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    console.error(`Names are found by rules alone, so read by hand: ${error.message}`);
    return undefined;
  }
}
