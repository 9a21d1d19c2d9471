import { ApiProperty } from '@nestjs/swagger';
import type { ManagedUnitsRepository } from '../../../domain/cases/units/managed-units.repository.js';
import type { Unit } from '../../../infra/database/entities/accounts.js';
import { UnitContactView, toUnitContactView } from '../cases/units/units.dto.js';

const CHANGES = ['created', 'renamed', 'contact', 'closed', 'closingWithdrawn'] as const;

export class UnitLoadView {
  @ApiProperty({ type: 'integer', description: 'Running cases in which it has or had a task' })
  cases!: number;
  @ApiProperty({ type: 'integer', description: 'Open tasks' }) tasks!: number;
  @ApiProperty({ type: 'integer', description: 'Accounts that are not disabled' }) accounts!: number;
}

export class UnitChangeView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ enum: CHANGES }) kind!: (typeof CHANGES)[number];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the change was, by its kind',
  })
  details!: object;
  @ApiProperty() reason!: string;
  @ApiProperty({ description: 'Name of the account' }) by!: string;
}

export class FormerNameView {
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date' }) lastDay!: string;
}

export class PredecessorView {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo!: string | null;
  @ApiProperty({ description: 'It was split, and another unit is its successor' }) inPart!: boolean;
}

export class HeirShareView {
  @ApiProperty({ description: 'The unit that gets these cases' }) unit!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String], description: 'Classes of cases' }) classes!: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Number of single cases' }) cases!: number;
}

export class UnitRecordView extends UnitContactView {
  @ApiProperty({ type: String, nullable: true }) letterhead!: string | null;
  @ApiProperty({ type: UnitLoadView, description: 'Secret cases are not counted' }) load!: UnitLoadView;
  @ApiProperty({ type: [FormerNameView], description: 'Latest first' }) formerNames!: FormerNameView[];
  @ApiProperty({ type: [PredecessorView], description: 'Units whose business it continues' })
  predecessors!: PredecessorView[];
  @ApiProperty({ type: [HeirShareView], description: 'Of a split unit: what others than the successor get' })
  shares!: HeirShareView[];
  @ApiProperty({ type: [UnitChangeView], description: 'Latest first' }) history!: UnitChangeView[];
}

/** Reads everything that its administrators see of a unit. */
export async function readUnitRecord(units: ManagedUnitsRepository, unit: Unit): Promise<UnitRecordView> {
  const [load, formerNames, predecessors, shares, history] = await Promise.all([
    units.load(unit.code),
    units.formerNames(unit.code),
    units.predecessors(unit.code),
    units.shares(unit.code),
    units.history(unit.code),
  ]);
  return {
    ...toUnitContactView(unit),
    letterhead: unit.letterhead,
    load,
    formerNames: formerNames.map(({ name, lastDay }) => ({ name, lastDay })),
    predecessors,
    shares,
    history: history.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
  };
}
