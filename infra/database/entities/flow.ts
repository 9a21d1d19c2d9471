import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A day whose flow has been counted. The row is deleted when the day has to be counted again. */
@Entity({ name: 'flow_day' })
export class FlowDay {
  /** YYYY-MM-DD, Asia/Shanghai. */
  @PrimaryColumn({ type: 'date' }) day!: string;
  @Column({ type: 'timestamptz' }) countedAt!: Date;
}

/** What left one place of a process map on one day. Secret and hidden cases are in no count. */
@Entity({ name: 'flow_node' })
@Index('flow_node_day', ['day'])
export class FlowNode {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @PrimaryColumn({ type: 'integer' }) version!: number;
  /** `*`: all units, and cases without one. */
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @PrimaryColumn({ type: 'date' }) day!: string;
  @PrimaryColumn({ type: 'text' }) node!: string;
  @Column({ type: 'integer' }) passed!: number;
  /** Of these, how many had been there before in the same case. */
  @Column({ type: 'integer' }) again!: number;
  /** Of those passed, how many had a due time. */
  @Column({ type: 'integer' }) due!: number;
  /** Of these, how many left after it. */
  @Column({ type: 'integer' }) late!: number;
  /** Tenths of working days -> how many took as long. */
  @Column({ type: 'jsonb' }) lengths!: Record<string, number>;
  /** Tenths of working days -> how many had such a limit. */
  @Column({ type: 'jsonb' }) limits!: Record<string, number>;
}

/** How many cases took one way of a process map on one day, by the unit of the place that they left. */
@Entity({ name: 'flow_way' })
@Index('flow_way_day', ['day'])
export class FlowWay {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @PrimaryColumn({ type: 'integer' }) version!: number;
  /** `*`: all units, and cases without one. */
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @PrimaryColumn({ type: 'date' }) day!: string;
  @PrimaryColumn({ type: 'text' }) fromNode!: string;
  @PrimaryColumn({ type: 'text' }) via!: string;
  @PrimaryColumn({ type: 'text' }) toNode!: string;
  @Column({ type: 'integer' }) passed!: number;
}
