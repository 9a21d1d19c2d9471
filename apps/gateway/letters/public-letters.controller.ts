import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { Public } from '../platform/identity/actor.js';
import { MayBeMinimal, WantsMinimal } from '../platform/http/minimal-answer.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { Idempotent, IdempotencyKey } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CitizenLettersService, type Caller } from './citizen-letters.service.js';
import { LetterCredentials } from './letter-credentials.js';
import { LetterReceiptService } from './letter-receipt.service.js';
import {
  CitizenTextBody,
  LetterStatus,
  RatingBody,
  SubmitLetterBody,
  SubmittedLetter,
  SupplementBody,
  LetterWithdrawalBody,
} from './public-letters.dto.js';

const LETTERS_PER_MINUTE = 10;
const LOOKUPS_PER_MINUTE = 20;

@ApiTags('public: letters')
@Public()
@Controller('api/v1/public/letters')
export class PublicLettersController {
  constructor(
    private readonly receipt: LetterReceiptService,
    private readonly letters: CitizenLettersService,
  ) {}

  @Post()
  @RateLimit(LETTERS_PER_MINUTE)
  @Idempotent()
  @ApiOperation({
    summary: 'Submit a letter to the governor',
    description:
      'With an Idempotency-Key, the same body returns the receipt of the same letter; any other body is another letter.',
  })
  @ApiCreatedResponse({ type: SubmittedLetter })
  @ProblemCodes(
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'UNIT_UNKNOWN',
    'CONFLICT_OF_INTEREST',
    'ATTACHMENT_REJECTED',
  )
  submit(
    @Body() body: SubmitLetterBody,
    @SenderAddress() ip: string | null,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<SubmittedLetter> {
    return this.receipt.receive(body, ip, idempotency);
  }

  @Post('lookup')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @ApiOperation({ summary: 'Get the status and answer of a letter' })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes('NOT_FOUND', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  lookup(
    @Body() credentials: LetterCredentials,
    @SenderAddress() sender: string | null,
  ): Promise<LetterStatus> {
    return this.letters.lookup({ credentials, sender });
  }

  @Post('ratings')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({
    summary: 'Rate the answer, or change the rating',
    description:
      'The rating may be changed until the rating window closes (`waitsUntil`); the last one counts. `final` closes the ' +
      'letter. DISSATISFIED is reviewed at once; a better rating before the decision cancels that review.',
  })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes(
    'NOT_FOUND',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'RATING_CLOSED',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  async rate(
    @Body() body: RatingBody,
    @SenderAddress() sender: string | null,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<LetterStatus | undefined> {
    const { letterNo, queryCode, captcha, rating, final = false, ...content } = body;
    const caller = { credentials: { letterNo, queryCode, captcha }, sender };
    await this.letters.rate(caller, { rating, final, content }, idempotency);
    return this.status(caller, minimal);
  }

  @Post('follow-ups')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({
    summary: 'Ask a follow-up question about the answer',
    description:
      'Once, while the rating window is open. It goes to the answering unit; its answer is signed off, reviewed, and rated ' +
      'in a new window.',
  })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes(
    'NOT_FOUND',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'FOLLOW_UP_NOT_ALLOWED',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  async followUp(
    @Body() body: CitizenTextBody,
    @SenderAddress() sender: string | null,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<LetterStatus | undefined> {
    const { letterNo, queryCode, captcha, text } = body;
    const caller = { credentials: { letterNo, queryCode, captcha }, sender };
    await this.letters.followUp(caller, text, idempotency);
    return this.status(caller, minimal);
  }

  @Post('supplements')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({ summary: 'Submit the requested information' })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes(
    'NOT_FOUND',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'TASK_NOT_OPEN',
    'ATTACHMENT_REJECTED',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  async supplement(
    @Body() body: SupplementBody,
    @SenderAddress() sender: string | null,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<LetterStatus | undefined> {
    const { letterNo, queryCode, captcha, ...content } = body;
    const caller = { credentials: { letterNo, queryCode, captcha }, sender };
    const completion = {
      task: 'supplement',
      outcome: 'supplement',
      content,
      refusal: 'TASK_NOT_OPEN',
    } as const;
    const files = content.attachmentIds;
    await this.letters.complete(caller, { ...completion, files }, idempotency);
    return this.status(caller, minimal);
  }

  @Post('objections')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({ summary: 'Object to a rejection' })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes(
    'NOT_FOUND',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'TASK_NOT_OPEN',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  async object(
    @Body() body: CitizenTextBody,
    @SenderAddress() sender: string | null,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<LetterStatus | undefined> {
    const { letterNo, queryCode, captcha, ...content } = body;
    const caller = { credentials: { letterNo, queryCode, captcha }, sender };
    const completion = { task: 'object', outcome: 'object', content, refusal: 'TASK_NOT_OPEN' } as const;
    await this.letters.complete(caller, completion, idempotency);
    return this.status(caller, minimal);
  }

  @Post('withdrawals')
  @HttpCode(200)
  @RateLimit(LOOKUPS_PER_MINUTE)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({ summary: 'Withdraw a letter before it is answered' })
  @ApiOkResponse({ type: LetterStatus })
  @ProblemCodes(
    'NOT_FOUND',
    'CAPTCHA_REQUIRED',
    'CAPTCHA_INVALID',
    'MESSAGE_NOT_EXPECTED',
    'PROCESS_ENDED',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  async withdraw(
    @Body() body: LetterWithdrawalBody,
    @SenderAddress() sender: string | null,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<LetterStatus | undefined> {
    const { letterNo, queryCode, captcha, reason } = body;
    const caller = { credentials: { letterNo, queryCode, captcha }, sender };
    await this.letters.withdraw(caller, reason, idempotency);
    return this.status(caller, minimal);
  }

  private async status(caller: Caller, minimal: boolean): Promise<LetterStatus | undefined> {
    return minimal ? undefined : this.letters.status(caller);
  }
}
