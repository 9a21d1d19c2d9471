import type { Sql } from '../../../../infra/database/sql.js';

/** Provided by whoever knows the cases. */
export const CASE_REFERENCES = Symbol('CASE_REFERENCES');

/** Field of a request's body that names a case -> query for the id of its process, from the field's text. */
export type CaseReferences = Readonly<Record<string, (text: string) => Sql>>;
