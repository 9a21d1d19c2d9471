import { ApiProperty } from '@nestjs/swagger';
import {
  IsString,
  MaxLength,
  MinLength,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { because } from '../problems/constraint-issues.js';
import { AccountView } from './auth.dto.js';

/** 等保2.0 practice: at least ten characters, of three of the four kinds. */
@ValidatorConstraint({ name: 'strongPassword' })
class StrongPassword implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];
    return typeof value === 'string' && kinds.filter((kind) => kind.test(value)).length >= 3;
  }
  defaultMessage(): string {
    return because('platform.passwordWeak');
  }
}

export class NewPasswordBody {
  @ApiProperty({
    format: 'password',
    minLength: 10,
    description: 'Three of: upper case, lower case, digit, symbol',
  })
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  @Validate(StrongPassword)
  password!: string;
}

export class ManagedAccountView extends AccountView {
  @ApiProperty() disabled!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'End of the last lock of an address; null: no address is locked out',
  })
  lockedUntil!: string | null;
}

export class ManagedAccounts {
  @ApiProperty({ type: [ManagedAccountView] }) items!: ManagedAccountView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
