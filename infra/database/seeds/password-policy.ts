import type { PasswordPolicy } from '../entities/accounts.js';
import seed from './password-policy.json' with { type: 'json' };

/** The policy of a new installation. Three kinds of characters and expiry are 等保 practice; ASVS 5.0 advises against both. */
export const passwordPolicySeed = (): PasswordPolicy => seed;
