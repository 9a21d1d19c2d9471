import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export const LETTER_KINDS = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'] as const;
export const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'] as const;

export class SubmitLetterBody {
  @ApiProperty({ enum: LETTER_KINDS }) @IsIn(LETTER_KINDS) kind!: (typeof LETTER_KINDS)[number];
  @ApiProperty({ minLength: 2, maxLength: 50 }) @IsString() @Length(2, 50) title!: string;
  @ApiProperty({ minLength: 10, maxLength: 5000 }) @IsString() @Length(10, 5000) body!: string;
  @ApiProperty({ maxLength: 50 }) @IsString() @Length(1, 50) writerName!: string;
  @ApiProperty({ example: '13800000000' })
  @Matches(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, { message: 'phone must be a mobile or land line number' })
  phone!: string;
  @ApiPropertyOptional() @IsOptional() @IsEmail() email?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) address?: string;
  @ApiProperty({ description: 'Agrees to publication; staff still decide' })
  @IsBoolean()
  wantsPublic!: boolean;
  @ApiPropertyOptional({ type: [String], description: 'Codes of the units the letter is about' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  namedUnits?: string[];
}

export class SubmittedLetter {
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({
    description: 'Shown once: needed for looking up, rating, supplementing',
    example: '0123456789',
  })
  queryCode!: string;
}

export class LetterCredentials {
  @ApiProperty() @IsString() @MaxLength(30) letterNo!: string;
  @ApiProperty() @IsString() @MaxLength(30) queryCode!: string;
}

const stars = { minimum: 1, maximum: 5 };
export class RatingBody extends LetterCredentials {
  @ApiProperty({ enum: RATINGS }) @IsIn(RATINGS) rating!: (typeof RATINGS)[number];
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(1000) reason?: string;
  @ApiPropertyOptional(stars) @IsOptional() @IsInt() @Min(1) @Max(5) attitude?: number;
  @ApiPropertyOptional(stars) @IsOptional() @IsInt() @Min(1) @Max(5) speed?: number;
  @ApiPropertyOptional(stars) @IsOptional() @IsInt() @Min(1) @Max(5) solved?: number;
}

export class CitizenTextBody extends LetterCredentials {
  @ApiProperty({ maxLength: 5000 }) @IsString() @Length(1, 5000) text!: string;
}

export class WithdrawBody extends LetterCredentials {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class LetterStatus {
  @ApiProperty() letterNo!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ description: 'Stage, in Chinese' }) state!: string;
  @ApiProperty() stage!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who handles it' }) unit!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The answer, once it has passed its review' })
  reply!: string | null;
  @ApiProperty({ description: 'What the writer may do now', type: [String] }) allowed!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Number of the letter this one was merged into' })
  mergedInto!: string | null;
}
