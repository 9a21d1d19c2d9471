/**
 * Whoever acts in time gets no card. While a process has not applied a command that may stop its clocks, the thresholds
 * after the command's acceptance are held; those before it are not. They are released when the command is done, refused
 * or withdrawn, and also when it is stuck (an incident of kind `command`): an operator has to look at the process anyway,
 * and cards raised meanwhile are taken back if the command is applied after all.
 */

/** Of a clock `c`: the acceptance of the first such command; null when there is none. */
export const ACTED_AT = `(
  SELECT min(m.accepted_at) FROM command m
  WHERE m.process_id = c.process_id AND m.state = 'accepted'
    AND m.kind IN ('complete', 'message', 'reassign', 'suspend', 'cancel')
    AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.process_id = m.process_id AND i.kind = 'command'))`;

/** Whether a threshold of a clock `c` is held. */
export const heldFor = (threshold: string): string => `coalesce(${threshold} > ${ACTED_AT}, false)`;
