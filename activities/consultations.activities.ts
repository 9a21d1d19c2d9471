import { close, countUnanswered, publishAdoption } from '../domain/consultations/closing.js';
import type { Deps } from '../domain/consultations/consultation-days.js';
import {
  beginReview,
  classify,
  decide,
  end,
  issue,
  reopenDecision,
} from '../domain/consultations/decision.js';
import { cancelHearing, moveHearing, recordHearing, recordPapers } from '../domain/consultations/hearings.js';
import { extend, publish } from '../domain/consultations/publication.js';
import type { StepRequest } from '../domain/consultations/step-request.js';
import type { AfterTask, Classified, Moved } from '../workflows/consultations/behaviour.js';

/** The steps of a consultation, by activity type. Idempotent. */
export function createConsultationSteps(deps: Deps) {
  return {
    'consultation.classify': (request: StepRequest<Classified>) => classify(deps, request),
    'consultation.publish': (request: StepRequest<AfterTask>) => publish(deps, request),
    'consultation.extend': (request: StepRequest<Moved>) => extend(deps, request),
    'consultation.recordPapers': (request: StepRequest<AfterTask>) => recordPapers(deps, request),
    'consultation.planHearing': (request: StepRequest<Moved>) => moveHearing(deps, request),
    'consultation.postponeHearing': (request: StepRequest<Moved>) => moveHearing(deps, request),
    'consultation.cancelHearing': (request: StepRequest<AfterTask>) => cancelHearing(deps, request),
    'consultation.recordHearing': (request: StepRequest<AfterTask>) => recordHearing(deps, request),
    'consultation.close': (request: StepRequest<AfterTask>) => close(deps, request),
    'consultation.countVerdicts': (request: StepRequest) => countUnanswered(deps, request),
    'consultation.publishAdoption': (request: StepRequest<AfterTask>) => publishAdoption(deps, request),
    'consultation.beginReview': (request: StepRequest<AfterTask>) => beginReview(deps, request),
    'consultation.decide': (request: StepRequest<AfterTask>) => decide(deps, request),
    'consultation.reopenDecision': (request: StepRequest) => reopenDecision(deps, request),
    'consultation.issue': (request: StepRequest) => issue(deps, request),
    'consultation.withdraw': (request: StepRequest) => end(deps, request),
    'consultation.reject': (request: StepRequest) => end(deps, request),
  };
}
