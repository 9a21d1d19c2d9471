import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { AuthModule } from '../platform/auth/auth.module.js';
import { PublicInputModule } from '../platform/public-input/public-input.module.js';
import { CitizenLetters } from './citizen-letters.js';
import { LetterAccess } from './letter-access.js';
import { LetterAnswers } from './letter-answers.js';
import { LetterAttachmentsController } from './letter-attachments.controller.js';
import { LetterErasure } from './letter-erasure.js';
import { LetterReceipt } from './letter-receipt.js';
import { LetterSecrets } from './letter-secrets.js';
import { LetterStatusReader } from './letter-status.js';
import { LettersController } from './letters.controller.js';
import { PublicLettersController } from './public-letters.controller.js';
import { StaffLetters } from './staff-letters.js';

/** The governor's mailbox: receiving letters, what their writers see and do, what staff read of them. */
@Module({
  imports: [AttachmentsModule, AuthModule, PublicInputModule],
  controllers: [PublicLettersController, LettersController, LetterAttachmentsController],
  providers: [
    CitizenLetters,
    LetterAccess,
    LetterAnswers,
    LetterErasure,
    LetterReceipt,
    LetterSecrets,
    LetterStatusReader,
    StaffLetters,
  ],
})
export class LettersModule {}
