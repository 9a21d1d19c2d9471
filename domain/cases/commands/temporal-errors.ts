import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';

/**
 * What an error of Temporal's client means for a command.
 *
 * - `away` Temporal cannot be reached: no process is to blame
 * - `unanswered` it was reached, and did not answer in time, or not now
 * - `full` it takes no further update of this workflow
 * - `hopeless` the same call will fail until somebody changes a setting: wrong arguments, no permission, no namespace
 * - null: no error of Temporal's
 */
export type TemporalTrouble = 'away' | 'unanswered' | 'full' | 'hopeless';

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

/** The server has no code of its own for it. */
const UPDATE_LIMIT = /limit on the total number of distinct updates/i;

const GRPC = {
  INVALID_ARGUMENT: 3,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;
