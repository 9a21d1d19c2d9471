import { ApiProperty } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { prepared } from '../../../../infra/database/prepared.js';

export class AttachmentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
}

/** Files of a process, in the order in which they came. */
export async function readAttachments(pool: Pool, process: string): Promise<AttachmentView[]> {
  const { rows } = await prepared<AttachmentView>(
    pool,
    'SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE process_id = $1 ORDER BY at, id',
    [process],
  );
  return rows;
}
