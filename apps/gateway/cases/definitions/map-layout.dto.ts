import { ApiProperty } from '@nestjs/swagger';

/** Position and size of a node, in units of a drawing (px at its own size). */
export class DrawnNodeView {
  @ApiProperty({ example: 'sign' }) id!: string;
  @ApiProperty() x!: number;
  @ApiProperty() y!: number;
  @ApiProperty() width!: number;
  @ApiProperty() height!: number;
}

export class DrawnPointView {
  @ApiProperty() x!: number;
  @ApiProperty() y!: number;
}

/** A line from one node to another, for all of the outcomes that lead there. */
export class DrawnLineView {
  @ApiProperty({ example: 'sign' }) from!: string;
  @ApiProperty({ example: 'draft' }) to!: string;
  @ApiProperty({ type: [String], description: 'Outcomes or options' }) vias!: string[];
  @ApiProperty({ type: [DrawnPointView], description: 'Corners, both ends included' })
  points!: DrawnPointView[];
}

export class DrawingView {
  @ApiProperty() width!: number;
  @ApiProperty() height!: number;
  @ApiProperty({ type: [DrawnNodeView] }) nodes!: DrawnNodeView[];
  @ApiProperty({ type: [DrawnLineView] }) lines!: DrawnLineView[];
}

export class MapLayoutView {
  @ApiProperty({ description: 'Hash of the map' }) hash!: string;
  @ApiProperty({
    description:
      'The regular course and the detours that come back to it; lines lead over choices and steps, as `ways` of a flow do',
  })
  main!: DrawingView;
  @ApiProperty({ description: 'Every node and edge of the map' }) whole!: DrawingView;
}
