import { Entity, PrimaryColumn, Column } from 'typeorm';

/** Text by which a case is found; its first line is the title. Written by triggers; never of a secret or erased case. */
@Entity({ name: 'search_text' })
export class SearchText {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @Column({ type: 'text' }) text!: string;
}
