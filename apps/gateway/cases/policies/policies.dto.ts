import { ApiProperty } from '@nestjs/swagger';

/** Schema of domain/cases/time-limits/policy.ts. */
export const POLICY_SCHEMA = { $ref: '#/components/schemas/TimeLimitPolicy' } as const;

export class TimeLimitPolicyItem {
  @ApiProperty({ example: 'QDN-2015' }) id!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) effectiveFrom!: string;
  @ApiProperty({
    description: 'Clocks follow the active version with the latest effective date that has been reached',
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
