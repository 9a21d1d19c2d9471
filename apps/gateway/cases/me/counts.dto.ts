import { ApiProperty } from '@nestjs/swagger';
import { COUNTED_TASKS, type TaskCounts } from '../../../../domain/cases/tasks/task-counts.repository.js';

/** Open tasks by due time, each in one field. */
export class AgeCountsView {
  @ApiProperty({ type: 'integer' }) overdue!: number;
  @ApiProperty({ type: 'integer', description: 'Due by the end of the day' }) today!: number;
  @ApiProperty({ type: 'integer', description: 'Due after today, by the end of Sunday' }) week!: number;
  @ApiProperty({ type: 'integer' }) later!: number;
  @ApiProperty({ type: 'integer', description: 'Without a due time' }) undated!: number;
  @ApiProperty({ type: 'integer', description: 'With a paused clock' }) paused!: number;
  @ApiProperty({ description: `There are more; the ${COUNTED_TASKS} most urgent ones are counted` })
  more!: boolean;
}

export class CardCountsView {
  @ApiProperty({ type: 'integer', description: 'Cards that wait for a statement of the unit' })
  toExplain!: number;
  @ApiProperty({ type: 'integer', description: 'Appeals that the account may decide' }) toDecide!: number;
}

export class BroadcastView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: [String], description: 'Roles of the account in its crew' })
  roles!: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Words that the account can review now' }) toReview!: number;
  @ApiProperty({ type: 'integer', description: 'Reviewed words that it can publish now' }) toPublish!: number;
}

export class CountsView {
  @ApiProperty({ description: 'Tasks that the account may complete, as in `tasks?mine=true`' })
  mine!: AgeCountsView;
  @ApiProperty({ description: 'Tasks of its unit and the units below' }) unit!: AgeCountsView;
  @ApiProperty({ type: 'integer', description: 'Tasks of `mine` that nobody has claimed' })
  claimable!: number;
  @ApiProperty() cards!: CardCountsView;
  @ApiProperty({ type: [BroadcastView], description: 'Broadcasts on air whose crew the account belongs to' })
  onAir!: BroadcastView[];
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}

export const toAgeCounts = ({
  overdue,
  today,
  week,
  later,
  undated,
  paused,
  more,
}: TaskCounts): AgeCountsView => ({ overdue, today, week, later, undated, paused, more });
