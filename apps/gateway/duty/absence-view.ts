import type { AbsenceRow } from '../../../domain/cases/duty/absences.repository.js';
import { toRoleView } from '../platform/auth/auth.dto.js';
import type { AbsenceView } from './duty.dto.js';

export const toAbsenceView = ({
  fromDay,
  untilDay,
  endedAt,
  uncovered,
  ...rest
}: AbsenceRow): AbsenceView => ({
  ...rest,
  ...{ from: fromDay, until: untilDay, endedAt: endedAt?.toISOString() ?? null },
  uncovered: uncovered.map(toRoleView),
});
