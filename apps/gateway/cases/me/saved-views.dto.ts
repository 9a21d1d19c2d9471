import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Code, IfPresent, OneLine } from '../../platform/http/fields.js';
import type { SavedViewRow } from './saved-views.repository.js';

export class SavedViewsQuery {
  @ApiPropertyOptional({ example: 'letters' }) @IfPresent() @Code(40) page?: string;
}

export class SavedViewBody {
  @ApiProperty({ example: 'letters', description: 'Page of the console' }) @Code(40) page!: string;
  @ApiProperty({ example: '本县超期' }) @OneLine(1, 40) name!: string;
  @ApiProperty({ example: 'light=red&unit=522601', description: 'Query string of the page' })
  @OneLine(0, 2000)
  filter!: string;
  @ApiPropertyOptional({ example: 'due' }) @IfPresent() @Code(40) order?: string;
  @ApiProperty({ description: 'Whether the whole unit sees it' }) @IsBoolean() shared!: boolean;
}

export class SavedViewView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() page!: string;
  @ApiProperty() name!: string;
  @ApiProperty() filter!: string;
  @ApiProperty({ type: String, nullable: true }) order!: string | null;
  @ApiProperty() shared!: boolean;
  @ApiProperty({ description: 'Whether the account has saved it itself, and may change it' }) own!: boolean;
  @ApiProperty({ description: 'Title of the account that saved it' }) by!: string;
}

export class SavedViewPage {
  @ApiProperty({ type: [SavedViewView] }) items!: SavedViewView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}

/** @param account id of the reader */
export const toSavedViewView = (row: SavedViewRow, account: string): SavedViewView => ({
  id: row.id,
  page: row.page,
  name: row.name,
  filter: row.filter,
  order: row.listOrder,
  shared: row.shared,
  own: row.accountId === account,
  by: row.by,
});
