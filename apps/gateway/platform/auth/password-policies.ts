import { Injectable } from '@nestjs/common';
import type { PasswordPolicy } from '../../../../infra/database/entities/accounts.js';
import { PasswordPolicyRepository } from './password-policy.repository.js';

/** How long a version entered through another gateway may go unnoticed. */
const CACHE_MS = 60_000;

/** The password policy in force, cached: every sign-in and every request of staff reads it. */
@Injectable()
export class PasswordPolicies {
  private cached: { readonly at: number; readonly reading: Promise<PasswordPolicy> } | undefined;

  constructor(private readonly policies: PasswordPolicyRepository) {}

  inForce(): Promise<PasswordPolicy> {
    const { cached } = this;
    if (cached && Date.now() - cached.at <= CACHE_MS) return cached.reading;
    const entry = { at: Date.now(), reading: this.policies.newest() };
    this.cached = entry;
    entry.reading.catch(() => {
      if (this.cached === entry) this.cached = undefined;
    });
    return entry.reading;
  }
}
