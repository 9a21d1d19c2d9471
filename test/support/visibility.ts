import { registeredBusinesses } from '../../apps/gateway/who-sees-what.js';
import { Visibility } from '../../apps/gateway/cases/visibility/visibility.js';

/** Who may see what, by the registered businesses. */
export const registeredVisibility = (): Visibility => new Visibility(registeredBusinesses());
