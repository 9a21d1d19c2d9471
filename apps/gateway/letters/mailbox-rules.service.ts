import { Injectable } from '@nestjs/common';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { Policy } from '../../../domain/cases/time-limits/policy.js';
import { render } from '../../../domain/documents/render.js';
import { mailboxRules } from '../../../domain/letters/documents/mailbox-rules.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { Cached } from '../cases/portal/cached.js';
import { shownBlocks } from '../platform/http/document-blocks.dto.js';
import { documentFile, type FileAnswer } from '../platform/http/send-file.js';
import { CLASS_TITLES } from './letter-layout.js';
import type { MailboxRulesView } from './mailbox-rules.controller.js';

const KEPT_MS = 600_000;
const KEPT = 4;

/** The policy in force as a document that everybody can read. */
@Injectable()
export class MailboxRulesService {
  private readonly files = new Cached<Buffer>(KEPT_MS, KEPT);

  constructor(private readonly timeLimits: TimeLimitService) {}

  /** @throws {DubanError} POLICY_MISSING */
  async get(): Promise<MailboxRulesView> {
    const policy = await this.policy();
    const { title, body } = mailboxRules(policy, CLASS_TITLES);
    const { version, effectiveFrom } = policy;
    return { title, policy: policy.title, version, effectiveFrom, body: shownBlocks(body) };
  }

  /** @throws {DubanError} POLICY_MISSING */
  async file(format: 'docx' | 'pdf'): Promise<FileAnswer> {
    const policy = await this.policy();
    const rules = mailboxRules(policy, CLASS_TITLES);
    const bytes = await this.files.get(`${policy.id} ${policy.version} ${format}`, () =>
      render(format, rules),
    );
    return documentFile({ title: rules.title, format, bytes });
  }

  private async policy(): Promise<Policy> {
    await this.timeLimits.ready();
    return this.timeLimits.policyAt(businessNow());
  }
}
