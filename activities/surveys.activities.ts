import type { DataSource } from 'typeorm';
import type {
  ApprovedSurvey,
  ClosedSurvey,
  ExtendedSurvey,
  SignedText,
} from '../workflows/surveys/behaviour.js';
import { makeReport, publishAdoption } from '../domain/surveys/conclusions.js';
import {
  abandon,
  close,
  extend,
  publish,
  publishFigures,
  withdraw,
  type TimeoutInstants,
} from '../domain/surveys/publication.js';

interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/** The steps of a survey, by activity type. Idempotent. */
export function createSurveySteps(deps: {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeoutInstants;
}) {
  const { dataSource, timeLimits } = deps;
  return {
    'survey.publish': (request: Request<ApprovedSurvey>) => publish(dataSource, timeLimits, request),
    'survey.abandon': (request: Request) => abandon(dataSource, request),
    'survey.withdraw': (request: Request) => withdraw(dataSource, request),
    'survey.extend': (request: Request<ExtendedSurvey>) => extend(dataSource, timeLimits, request),
    'survey.close': (request: Request<ClosedSurvey>) => close(dataSource, request),
    'survey.publishFigures': (request: Request) => publishFigures(dataSource, request),
    'survey.makeReport': (request: Request<SignedText>) => makeReport(dataSource, request),
    'survey.publishAdoption': (request: Request<SignedText>) => publishAdoption(dataSource, request),
  };
}
