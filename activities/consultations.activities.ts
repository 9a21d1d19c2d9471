import type { AfterTask, Classified, Moved } from '../workflows/consultations/behaviour.js';
import { close, countVerdicts, publishAdoption } from '../domain/consultations/closing.js';
import {
  beginReview,
  classify,
  decide,
  end,
  issue,
  reopenDecision,
} from '../domain/consultations/decision.js';
import type { Deps, Request } from '../domain/consultations/deps.js';
import { cancelHearing, moveHearing, recordHearing, recordPapers } from '../domain/consultations/hearings.js';
import { extend, publish } from '../domain/consultations/publication.js';

/** The steps of a consultation, by activity type. Each is idempotent. */
export function createConsultationSteps(deps: Deps) {
  return {
    'consultation.classify': (request: Request<Classified>) => classify(deps, request),
    'consultation.publish': (request: Request<AfterTask>) => publish(deps, request),
    'consultation.extend': (request: Request<Moved>) => extend(deps, request),
    'consultation.recordPapers': (request: Request<AfterTask>) => recordPapers(deps, request),
    'consultation.planHearing': (request: Request<Moved>) => moveHearing(deps, request),
    'consultation.postponeHearing': (request: Request<Moved>) => moveHearing(deps, request),
    'consultation.cancelHearing': (request: Request<AfterTask>) => cancelHearing(deps, request),
    'consultation.recordHearing': (request: Request<AfterTask>) => recordHearing(deps, request),
    'consultation.close': (request: Request<AfterTask>) => close(deps, request),
    'consultation.countVerdicts': async ({ process }: Request) => {
      const { unanswered } = await countVerdicts(deps.dataSource, process);
      return { unanswered };
    },
    'consultation.publishAdoption': (request: Request<AfterTask>) => publishAdoption(deps, request),
    'consultation.beginReview': (request: Request<AfterTask>) => beginReview(deps, request),
    'consultation.decide': (request: Request<AfterTask>) => decide(deps, request),
    'consultation.reopenDecision': (request: Request) => reopenDecision(deps, request),
    'consultation.issue': (request: Request) => issue(deps, request),
    'consultation.withdraw': (request: Request) => end(deps, request),
    'consultation.reject': (request: Request) => end(deps, request),
  };
}
