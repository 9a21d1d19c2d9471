import { ApiProperty } from '@nestjs/swagger';

export class UnprintableView {
  @ApiProperty({ example: 'U+30EDE', description: 'Code point of the character' }) code!: string;
  @ApiProperty({ description: 'Its first occurrence, with a few characters on either side' }) near!: string;
}

/** The property `unprintable` of a document's view. */
export const ApiUnprintable = (): PropertyDecorator =>
  ApiProperty({
    type: [UnprintableView],
    description: 'Characters that the PDF shows as 〓, because no free font has them; Word may have one',
  });
