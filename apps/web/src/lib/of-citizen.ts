/** Whether the citizen of a case has written a content after its begin: supplement, objection, follow-up question, rating. */
export const isOfCitizen = ({ actor, name }: { actor: string | null; name: string | null }): boolean =>
  actor === null && name !== 'begin';
