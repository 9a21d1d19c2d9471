import { DatabaseError } from 'pg';

/** SQLSTATE classes that are about PostgreSQL itself: connection, resources, shutdown, system. */
const UNAVAILABLE = ['08', '53', '57', '58'];

/** Whether PostgreSQL was well and could not make sense of a row: trying again does not help, leaving it out does. */
export const isRowError = (error: unknown): boolean =>
  error instanceof DatabaseError && !UNAVAILABLE.includes((error.code ?? '').slice(0, 2));
