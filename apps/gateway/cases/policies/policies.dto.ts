import { ApiProperty } from '@nestjs/swagger';

/** The whole of a policy, as domain/cases/time-limits/policy.ts has it. */
export const POLICY_SCHEMA = { $ref: '#/components/schemas/TimeLimitPolicy' } as const;

export class TimeLimitPolicyItem {
  @ApiProperty({ example: 'QDN-2015' }) id!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) effectiveFrom!: string;
  @ApiProperty({
    description:
      'Of the active ones the one in force latest is followed; one that lies ahead waits for its day',
  })
  active!: boolean;
}
export class TimeLimitPolicyView extends TimeLimitPolicyItem {
  @ApiProperty({ allOf: [POLICY_SCHEMA], description: 'Never changes' }) body!: object;
}
export class TimeLimitPolicyPage {
  @ApiProperty({ type: [TimeLimitPolicyItem] }) items!: TimeLimitPolicyItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
