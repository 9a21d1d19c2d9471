import { ApiProperty } from '@nestjs/swagger';

/** A line, or a row of a table with several cells. */
export class PageLineView {
  @ApiProperty({ type: [String] }) cells!: readonly string[];
}
/** A page as an inspection read it, as text only. */
export class InspectedPageView {
  @ApiProperty({ description: 'Where it was' }) address!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date-time', description: 'When the finding was made' }) at!: string;
  @ApiProperty({ description: 'SHA-256 of the stored bytes, in hex' }) sha256!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
  @ApiProperty({ description: 'Its scripts have run: the bytes are not those that the site served' })
  rendered!: boolean;
  @ApiProperty({ type: [PageLineView], description: 'In reading order' }) lines!: readonly PageLineView[];
  @ApiProperty({ description: 'There is more than the lines show' }) isCut!: boolean;
}
