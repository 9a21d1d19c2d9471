import { Secret, TOTP } from 'otpauth';
import { newGroups, plainCode } from '../../../../domain/text/code-groups.js';

const PERIOD_S = 30;
/** Clocks of telephones differ: the step before and the step after count as well. */
const WINDOW = 1;
const ISSUER = '督办';
const RECOVERY_CODES = 10;
/** 78 bits. */
const RECOVERY_GROUPS = 4;

/** What every authenticator application reads: SHA-1, six digits, 30 seconds (RFC 6238). */
const totpOf = (key: string, label = ''): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(key),
  });

/** A key for an authenticator application: 160 random bits in Base32. */
export const newFactorKey = (): string => new Secret({ size: 20 }).base32;

/** The address that an application reads from the QR code. */
export const factorUri = (key: string, username: string): string => totpOf(key, username).toString();

/**
 * The time step that a code belongs to; null: it is wrong or too old. A step that was used once must not be accepted again.
 *
 * @param at epoch ms
 */
export function factorStep(key: string, typed: string, at: number): number | null {
  const delta = totpOf(key).validate({ token: plainCode(typed), timestamp: at, window: WINDOW });
  return delta === null ? null : Math.floor(at / 1000 / PERIOD_S) + delta;
}

/** Codes that sign in once each without the application: `K7QM-2FWD-9XTB-H4PC`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => newGroups(RECOVERY_GROUPS).join('-'));

/** What is compared with the stored hash; null: it is no recovery code. */
export function readRecoveryCode(typed: string): string | null {
  const plain = plainCode(typed);
  return /^[A-Z2-9]{16}$/.test(plain) ? plain : null;
}
