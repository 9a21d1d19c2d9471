import type { Sql } from '../../../../infra/database/sql.js';

/** Cases register the provider; the platform does not know them. */
export const CASE_REFERENCES = Symbol('CASE_REFERENCES');

/** Field of a request's body that names a case -> query for the id of its process, from the field's text. */
export type CaseReferences = Readonly<Record<string, (text: string) => Sql>>;
