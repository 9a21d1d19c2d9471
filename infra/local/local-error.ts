/** What can keep the local stack from coming up. */
export type LocalErrorCode =
  | 'DATA_FOLDER_IN_USE'
  | 'PORT_IN_USE'
  | 'PYTHON_MISSING'
  | 'BINARY_UNUSABLE'
  | 'DOWNLOAD_FAILED'
  | 'CHECKSUM_MISMATCH'
  | 'PLATFORM_UNSUPPORTED'
  | 'POSTGRES_FAILED'
  | 'TEMPORAL_FAILED'
  | 'DATABASE_UNUSABLE'
  | 'TEMPORAL_UNUSABLE'
  | 'NOT_READY';

/** A failure whose message is one sentence with its remedy: it is printed as it stands, without a stack. */
export class LocalError extends Error {
  override readonly name = 'LocalError';

  constructor(
    readonly code: LocalErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
