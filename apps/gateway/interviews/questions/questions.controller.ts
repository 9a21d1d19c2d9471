import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Public, Roles, type Actor } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { RateLimit } from '../../platform/limits/rate-limit.js';
import { SenderAddress } from '../../platform/limits/sender.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { QuestionSubmissionService } from './question-submission.service.js';
import {
  QuestionAnswerBody,
  AskBody,
  AskedView,
  ChoiceBody,
  QuestionDecisionBody,
  QuestionPage,
  QuestionsQuery,
  QuestionView,
} from './questions.dto.js';
import { QuestionsService } from './questions.service.js';

/** Generous, because neighbours share an address: more than the hourly quota is held for moderation, not refused. */
const QUESTIONS_PER_MINUTE = 30;

@ApiTags('interviews')
@Controller('api/v1/interviews/:id/questions')
export class QuestionsController {
  constructor(private readonly questions: QuestionsService) {}

  @Get()
  @ApiOperation({
    summary: 'List the questions of an interview',
    description: 'Oldest first. The unit sees approved questions only.',
  })
  @ApiOkResponse({ type: QuestionPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  list(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: QuestionsQuery,
  ): Promise<QuestionPage> {
    return this.questions.list(actor, id, query);
  }

  @Post(':question/decision')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve or drop a question' })
  @ApiOkResponse({ type: QuestionView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'QUESTIONS_CLOSED')
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('question') question: string,
    @Body() body: QuestionDecisionBody,
  ): Promise<QuestionView> {
    return this.questions.decide(actor, id, { question, body });
  }

  @Post(':question/choice')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose an approved question, or undo the choice' })
  @ApiOkResponse({ type: QuestionView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'QUESTIONS_CLOSED')
  choose(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('question') question: string,
    @Body() { chosen }: ChoiceBody,
  ): Promise<QuestionView> {
    return this.questions.choose(actor, id, { question, chosen });
  }

  @Post(':question/restore')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Release a question held for moderation' })
  @ApiOkResponse({ type: QuestionView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'QUESTIONS_CLOSED')
  restore(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('question') question: string,
  ): Promise<QuestionView> {
    return this.questions.restore(actor, id, question);
  }

  @Put(':question/answer')
  @Roles('agency-clerk', 'agency-signer')
  @ApiOperation({
    summary: 'Answer a question after the interview',
    description: 'Public once the answers are signed.',
  })
  @ApiOkResponse({ type: QuestionView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'QUESTIONS_CLOSED')
  answer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('question') question: string,
    @Body() { answer }: QuestionAnswerBody,
  ): Promise<QuestionView> {
    return this.questions.answer(actor, id, { question, answer });
  }
}

@ApiTags('public: interviews')
@Public()
@Controller('api/v1/public/interviews')
export class PublicQuestionsController {
  constructor(private readonly submissions: QuestionSubmissionService) {}

  @Post(':id/questions')
  @RateLimit(QUESTIONS_PER_MINUTE)
  @ApiOperation({
    summary: 'Ask a question',
    description: 'Before the interview or while it is live.',
  })
  @ApiCreatedResponse({ type: AskedView })
  @ProblemCodes('NOT_FOUND', 'QUESTIONS_CLOSED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  ask(@Id() id: string, @Body() body: AskBody, @SenderAddress() ip: string | null): Promise<AskedView> {
    return this.submissions.submit(id, body, ip);
  }
}
