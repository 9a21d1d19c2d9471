import { ApiProperty } from '@nestjs/swagger';

export class AttachmentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
}

export class AttachmentList {
  @ApiProperty({ type: [AttachmentView] }) items!: AttachmentView[];
}
