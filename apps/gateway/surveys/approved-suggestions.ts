/**
 * Suggestions of the analysis report that is signed (its last version), as a jsonb array of texts; null before. An
 * expression over the row of a survey.
 *
 * @param survey its id, as an expression
 */
export const signedSuggestions = (survey: string): string => `
  (SELECT c.body -> 'suggestions' FROM task t JOIN content c ON c.command_id = t.command_id
   WHERE t.process_id = ${survey} AND t.name = 'report' AND t.state = 'completed'
     AND EXISTS (SELECT 1 FROM task s WHERE s.process_id = t.process_id AND s.name = 'signReport' AND s.outcome = 'sign')
   ORDER BY t.number DESC LIMIT 1)`;
