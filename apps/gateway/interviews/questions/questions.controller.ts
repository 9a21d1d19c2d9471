import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Public, Roles, type Actor } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { RateLimit } from '../../platform/limits/rate-limit.js';
import { SenderAddress } from '../../platform/limits/sender.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { Asking } from './submit-question.js';
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
import { Questions } from './questions.service.js';

/** Neighbours behind one address may all want to know something: what comes too often is set aside, not refused. */
const QUESTIONS_PER_MINUTE = 30;

@ApiTags('interviews')
@Controller('api/v1/interviews/:id/questions')
export class QuestionsController {
  constructor(private readonly questions: Questions) {}

  @Get()
  @ApiOperation({ summary: 'Questions, oldest first; the unit sees what was approved' })
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
  @ApiOperation({ summary: 'Approve a question, or drop it with a reason' })
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
  @ApiOperation({ summary: 'Choose an approved question for the interview, or take it out again' })
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
  @ApiOperation({ summary: 'Bring back a question that was set aside' })
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
    summary: 'Answer a question that was not answered live; public once the answers are signed',
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
  constructor(private readonly asking: Asking) {}

  @Post(':id/questions')
  @RateLimit(QUESTIONS_PER_MINUTE)
  @ApiOperation({ summary: 'Ask a question, before the interview or while it is live' })
  @ApiCreatedResponse({ type: AskedView })
  @ProblemCodes('NOT_FOUND', 'QUESTIONS_CLOSED', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  ask(@Id() id: string, @Body() body: AskBody, @SenderAddress() ip: string | null): Promise<AskedView> {
    return this.asking.ask(id, body, ip);
  }
}
