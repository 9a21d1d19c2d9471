import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Public } from '../auth/actor.js';
import { idempotencyOf } from '../problems/idempotency.js';
import { Problem } from '../problems/problem.js';
import {
  CitizenTextBody,
  LetterCredentials,
  LetterStatus,
  RatingBody,
  SubmitLetterBody,
  SubmittedLetter,
  WithdrawBody,
} from './letters.dto.js';
import { LettersService } from './letters.service.js';

const OUTCOMES = {
  SATISFIED: 'satisfied',
  BASICALLY_SATISFIED: 'basicallySatisfied',
  DISSATISFIED: 'dissatisfied',
} as const;

@ApiTags('public: letters')
@ApiResponse({ status: 400, type: Problem })
@ApiResponse({ status: 404, type: Problem })
@ApiResponse({ status: 409, type: Problem })
@Public()
@Controller('api/v1/public/letters')
export class PublicLettersController {
  constructor(private readonly letters: LettersService) {}

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Write to the governor' })
  @ApiCreatedResponse({ type: SubmittedLetter })
  submit(@Body() body: SubmitLetterBody, @Headers('idempotency-key') key?: string): Promise<SubmittedLetter> {
    return this.letters.submit(body, idempotencyOf(key, 'submit', body));
  }

  @Post('lookup')
  @HttpCode(200)
  @ApiOperation({ summary: 'Where my letter stands, and its answer' })
  @ApiOkResponse({ type: LetterStatus })
  lookup(@Body() body: LetterCredentials): Promise<LetterStatus> {
    return this.letters.lookup(body);
  }

  @Post('ratings')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rate the answer' })
  @ApiOkResponse({ type: LetterStatus })
  rate(@Body() body: RatingBody): Promise<LetterStatus> {
    const { rating, reason, attitude, speed, solved } = body;
    const content = { reason, attitude, speed, solved };
    return this.letters.act(body, {
      task: 'rate',
      outcome: OUTCOMES[rating],
      content,
      otherwise: 'RATING_CLOSED',
    });
  }

  @Post('supplements')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give what the office has asked for' })
  @ApiOkResponse({ type: LetterStatus })
  supplement(@Body() body: CitizenTextBody): Promise<LetterStatus> {
    const request = { task: 'supplement', outcome: 'supplement', content: { text: body.text } };
    return this.letters.act(body, { ...request, otherwise: 'TASK_NOT_OPEN' });
  }

  @Post('objections')
  @HttpCode(200)
  @ApiOperation({ summary: 'Object, once, to a rejection' })
  @ApiOkResponse({ type: LetterStatus })
  object(@Body() body: CitizenTextBody): Promise<LetterStatus> {
    const request = { task: 'object', outcome: 'object', content: { text: body.text } };
    return this.letters.act(body, { ...request, otherwise: 'TASK_NOT_OPEN' });
  }

  @Post('withdrawals')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a letter back before it is answered' })
  @ApiOkResponse({ type: LetterStatus })
  withdraw(@Body() body: WithdrawBody): Promise<LetterStatus> {
    return this.letters.withdraw(body, body.reason);
  }
}
