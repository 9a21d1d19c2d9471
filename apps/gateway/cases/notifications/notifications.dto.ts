import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { NOTIFICATION_KINDS } from '../../../../infra/database/entities/notifications.js';
import { sql, type Condition } from '../../../../infra/database/sql.js';
import { DistinctIds, IfPresent, Instant } from '../../platform/http/fields.js';
import { AtLeastOneOf } from '../../platform/openapi/documented-constraints.js';
import { PageQuery } from '../../platform/paging/page.js';

const FLAG = ['true', 'false'] as const;
const MAX_IDS = 200;

export class NotificationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FLAG, description: 'true: unread ones only' })
  @IfPresent()
  @IsIn(FLAG)
  unread?: 'true' | 'false';
}

/** Over the row `n` of the notification. */
export const notificationFilters = ({ unread }: NotificationsQuery): Condition[] => [
  unread === 'true' && sql`n.read_at IS NULL`,
];

export class NotificationView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: NOTIFICATION_KINDS }) kind!: string;
  @ApiProperty({ example: '“草拟答复”等您继续办理：ZX2026000001' }) text!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'mailbox-letter' }) processKey!: string;
  @ApiProperty({ example: 'ZX2026000001' }) subject!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the case in its writer’s words; null for accounts that do not read them',
  })
  matter!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task that it is about' })
  task!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Id of the card' })
  card!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt!: string | null;
}

export class NotificationPage {
  @ApiProperty({ type: [NotificationView] }) items!: NotificationView[];
  @ApiProperty({
    type: 'integer',
    maximum: 100,
    description: 'Unread ones altogether; 100 means at least 100',
  })
  unread!: number;
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@AtLeastOneOf('ids', 'upTo')
export class ReadBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', minItems: 1, maxItems: MAX_IDS })
  @ValidateIf((body: ReadBody) => body.ids !== undefined || body.upTo === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_IDS)
  @IsUUID('all', { each: true })
  @DistinctIds()
  ids?: string[];

  @ApiPropertyOptional()
  @IfPresent()
  @Instant('All notifications until then')
  upTo?: string;
}
