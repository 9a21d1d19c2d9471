import { Module } from '@nestjs/common';
import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../../../domain/arrangements/entries.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { ArrangementsController } from './arrangements.controller.js';
import { ArrangementsService } from './arrangements.service.js';
import { EntriesService } from './entries.service.js';
import { PublicArrangementsService } from './public-arrangements.service.js';
import { PublicArrangementsController } from './public-arrangements.controller.js';

/** The year's arrangement of interviews, surveys and consultations. */
@Module({
  controllers: [ArrangementsController, PublicArrangementsController],
  providers: [
    ArrangementsService,
    EntriesService,
    PublicArrangementsService,
    repositoryProvider(ArrangementsRepository),
    repositoryProvider(EntriesRepository),
  ],
})
export class ArrangementsModule {}
