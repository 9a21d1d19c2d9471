import { raw, sql, type Sql } from '../../../infra/database/sql.js';

/**
 * No card is issued for work submitted on time. While a process has not applied a command that may stop its clocks, the
 * thresholds after the command's acceptance are held; those before it are not. They are released when the command is done,
 * refused or withdrawn, and also when it is stuck (an incident of kind `command`): an operator has to check the process
 * anyway, and cards raised meanwhile are taken back if the command is applied after all.
 */

/** Acceptance time of the first such command of a clock `c`; null when there is none. */
export const ACTED_AT: Sql = sql`(
  SELECT min(m.accepted_at) FROM command m
  WHERE m.process_id = c.process_id AND m.state = 'accepted'
    AND m.kind IN ('complete', 'message', 'reassign', 'succeed', 'suspend', 'cancel', 'redate')
    AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.process_id = m.process_id AND i.kind = 'command'))`;

/** Whether a threshold of a clock `c` is held. @param threshold an expression */
export const isHeld = (threshold: string): Sql => sql`coalesce(${raw(threshold)} > ${ACTED_AT}, false)`;
