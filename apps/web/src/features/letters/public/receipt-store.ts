import type { LetterKind, Receipt } from './letter-types.js';
import { keepCode } from './query-codes.js';

/** A receipt, of which kind of letter, and when it was given (epoch ms). */
export interface KeptReceipt extends Receipt {
  readonly kind: LetterKind;
  readonly at: number;
}

const KEY = 'duban.receipt';

/** Keeps the receipt for a reload of its page, in this tab only; its letter opens without asking for the code again. */
export function keepReceipt(receipt: KeptReceipt): void {
  keepCode(receipt.letterNo, receipt.queryCode);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(receipt));
  } catch {
    // The page that follows shows it from memory.
  }
  latest = receipt;
}

/** The receipt of the letter sent last in this tab. */
export function receipt(): KeptReceipt | undefined {
  if (latest) return latest;
  try {
    const kept = sessionStorage.getItem(KEY);
    return kept ? (JSON.parse(kept) as KeptReceipt) : undefined;
  } catch {
    return undefined;
  }
}

/** It is shown once: leaving its page takes it away. */
export function dropReceipt(): void {
  latest = undefined;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There is nothing to drop.
  }
}

let latest: KeptReceipt | undefined;
