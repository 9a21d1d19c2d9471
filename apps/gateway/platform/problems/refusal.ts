import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { textIfKnown } from '../../../../domain/messages/index.js';
import { DubanError, type ErrorCode } from '../../../../workflows/engine/errors.js';
import { errorCodes, titleOfError } from './error-table.js';

/** Why an act is refused, announced before anybody tries it. */
export class RefusalView {
  @ApiProperty({
    enum: errorCodes,
    enumName: 'ErrorCode',
    description: 'The code that the act would be answered with',
  })
  code!: ErrorCode;
  @ApiProperty({ example: '延期申请已经审批，每件只审批一次', description: 'Chinese reason' })
  text!: string;
}

/** Whether an account may do something now. */
export class ActView {
  @ApiProperty() allowed!: boolean;
  @ApiPropertyOptional({ description: 'Absent when it is allowed' }) refusal?: RefusalView;
}

/** The reason as people read it: of each field at fault, else of the detail, else the title of the code. */
export function toRefusalView({ code, detail, details }: DubanError): RefusalView {
  const issues = (details.issues ?? []).flatMap((issue) => textIfKnown(issue.code, issue.params) ?? []);
  const texts = issues.length > 0 ? issues : detail ? [textIfKnown(detail.code, detail.params)] : [];
  const text = [...new Set(texts)].filter((one) => one !== null).join('；');
  return { code, text: text === '' ? titleOfError(code) : text };
}

/** Judges an act by what its route would throw, so that announcement and answer cannot differ. */
export async function judged(assert: () => void | Promise<void>): Promise<ActView> {
  try {
    await assert();
    return { allowed: true };
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    return { allowed: false, refusal: toRefusalView(error) };
  }
}
