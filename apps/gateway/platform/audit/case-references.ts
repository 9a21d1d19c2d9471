/** Provided by whoever knows the cases. */
export const CASE_REFERENCES = Symbol('CASE_REFERENCES');

/** Field of a request's body that names a case -> SQL that gives the id of its process by `$1`, the field's text. */
export type CaseReferences = Readonly<Record<string, string>>;
