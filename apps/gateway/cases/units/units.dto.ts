import { ApiProperty } from '@nestjs/swagger';
import type { Unit } from '../../../../infra/database/entities/accounts.js';

const KINDS = [
  'PREFECTURE',
  'COUNTY',
  'DEPARTMENT',
  'DIRECT',
  'VERTICAL',
  'COUNTY_OFFICE',
  'TOWNSHIP',
] as const;

export class UnitView {
  @ApiProperty({ example: '522601-ZJJ' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() shortName!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) parent!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its last day' }) validTo!:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The unit that took over its business' })
  successor!: string | null;
}

export class UnitPage {
  @ApiProperty({ type: [UnitView] }) items!: UnitView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class UnitContactView extends UnitView {
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its first day; null: unknown' })
  validFrom!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Office that answers citizens' }) contact!:
    string | null;
  @ApiProperty({ type: String, nullable: true }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) address!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it serves citizens' }) hours!:
    string | null;
}

export const toUnitView = (unit: Unit): UnitView => {
  const { code, name, shortName, kind, validTo, parentCode: parent, successorCode: successor } = unit;
  return { code, name, shortName, kind, validTo, parent, successor };
};

export const toUnitContactView = (unit: Unit): UnitContactView => {
  const { validFrom, contact, phone, address, hours } = unit;
  return { ...toUnitView(unit), validFrom, contact, phone, address, hours };
};
