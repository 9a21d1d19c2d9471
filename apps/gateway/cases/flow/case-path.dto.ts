import { ApiProperty } from '@nestjs/swagger';
import { FlowEdgeView } from './flow.dto.js';

const instant = { type: String, format: 'date-time', nullable: true } as const;
const days = { type: Number, nullable: true } as const;

/** A node of the map while the case was there. */
export class PathNodeView {
  @ApiProperty({ example: 'sign' }) node!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Number of the task; null for other nodes' })
  task!: number | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ ...instant, description: 'Null while it is open' }) to!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Outcome; null while it is open, and of a task that was cancelled',
  })
  via!: string | null;
  @ApiProperty({ ...instant, description: 'Planned end' }) dueAt!: string | null;
  @ApiProperty({ ...days, description: 'Planned length in working days, where a limit began here' })
  planned!: number | null;
  @ApiProperty({ description: 'Length in working days, one decimal; up to now while it is open' })
  actual!: number;
  @ApiProperty({ description: 'Its end, or now while it is open, is after its due time' }) late!: boolean;
}

/** An edge of the map that the case took. */
export class PathEdgeView extends FlowEdgeView {
  @ApiProperty({ type: [Number], description: 'Places among all edges taken, from 1' }) order!: number[];
}

export class CasePathView {
  @ApiProperty({ format: 'uuid' }) process!: string;
  @ApiProperty({ example: 'ZX2026000001' }) subject!: string;
  @ApiProperty({ example: 'mailbox-letter' }) key!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: [PathNodeView], description: 'In the order in which they were reached' })
  nodes!: PathNodeView[];
  @ApiProperty({ type: [PathEdgeView], description: 'Edges of the map' }) edges!: PathEdgeView[];
  @ApiProperty({ type: [PathEdgeView], description: 'The same over choices and steps, as `ways` of a flow' })
  ways!: PathEdgeView[];
  @ApiProperty({ type: [String], description: 'Nodes that are open now' }) open!: string[];
}
