import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';

/**
 * Meaning of an error of Temporal's client for a command.
 *
 * - `away` Temporal cannot be reached; no process is the cause
 * - `unanswered` Temporal was reached and did not answer in time, or rejects the call for now
 * - `full` the workflow accepts no further updates
 * - `hopeless` the call fails until somebody changes a setting: wrong arguments, no permission, no namespace
 * - null: not an error of Temporal
 */
export type TemporalTrouble = 'away' | 'unanswered' | 'full' | 'hopeless';

/** Classifies an error of a call to Temporal. */
export function troubleOf(error: unknown): TemporalTrouble | null {
  if (error instanceof NamespaceNotFoundError) return 'hopeless';
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'unanswered';
  const grpc = isGrpcServiceError(error) ? error : (error as Error | undefined)?.cause;
  if (!isGrpcServiceError(grpc)) return error instanceof ServiceError ? 'unanswered' : null;
  switch (grpc.code as number) {
    case GRPC.UNAVAILABLE:
      return 'away';
    case GRPC.FAILED_PRECONDITION:
      return UPDATE_LIMIT.test(grpc.details) ? 'full' : 'unanswered';
    case GRPC.INVALID_ARGUMENT:
    case GRPC.PERMISSION_DENIED:
    case GRPC.UNAUTHENTICATED:
    case GRPC.UNIMPLEMENTED:
      return 'hopeless';
    default:
      return 'unanswered';
  }
}

/** The server has no status code for it. */
const UPDATE_LIMIT = /limit on the total number of distinct updates/i;

const GRPC = {
  INVALID_ARGUMENT: 3,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;
