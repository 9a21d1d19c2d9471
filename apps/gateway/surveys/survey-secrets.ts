import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { KeyedDigest } from '../platform/captcha/keyed-digest.js';

/** Digests that recognise respondents, and tickets that tell when a questionnaire was read. */
@Injectable()
export class SurveySecrets {
  constructor(private readonly digests: KeyedDigest) {}

  /** Differs between surveys, so nobody can be followed from one to another. */
  respondent(survey: string, rule: 'device' | 'address' | 'phone', value: string): Promise<string> {
    return this.digests.of('survey-respondent', survey, rule, value);
  }

  /** @param at epoch ms */
  async ticket(survey: string, at: number): Promise<string> {
    return `${at.toString(36)}.${await this.digests.of('survey-ticket', survey, `${at}`)}`;
  }

  /** Whole seconds since a ticket was issued; null when it is not one of this survey. @param now epoch ms */
  async secondsSince(survey: string, ticket: string | undefined, now: number): Promise<number | null> {
    const at = parseInt(ticket?.split('.', 1)[0] ?? '', 36);
    if (!Number.isSafeInteger(at) || at > now || ticket !== (await this.ticket(survey, at))) return null;
    return Math.floor((now - at) / 1000);
  }
}

/** 16 bytes of SHA-256, as PostgreSQL writes a uuid. */
export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
