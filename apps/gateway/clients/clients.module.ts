import { Module } from '@nestjs/common';
import { repositoryProvider } from '../platform/repository-provider.js';
import { ClientsController } from './clients.controller.js';
import { ClientsRepository } from './clients.repository.js';
import { ClientsService } from './clients.service.js';

/** Administration of programs that use the API. It has no process. */
@Module({
  controllers: [ClientsController],
  providers: [repositoryProvider(ClientsRepository), ClientsService],
})
export class ClientsModule {}
