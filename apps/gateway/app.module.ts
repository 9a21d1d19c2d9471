import { Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { ReferenceController } from './calendar/reference.controller.js';
import { DefinitionsController } from './definitions/definitions.controller.js';
import { HealthController } from './health/health.controller.js';
import { LetterSecrets } from './letters/letter-secrets.js';
import { LettersService } from './letters/letters.service.js';
import { PublicLettersController } from './letters/public-letters.controller.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessesService } from './processes/processes.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';

@Module({
  imports: [PlatformModule, AuthModule],
  controllers: [
    TasksController,
    ProcessesController,
    PublicLettersController,
    DefinitionsController,
    ReferenceController,
    HealthController,
  ],
  providers: [TasksService, ProcessesService, LettersService, LetterSecrets],
})
export class AppModule {}
