import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CommandStore } from '../../../domain/cases/commands/command-store.js';
import { CardActsRepository } from '../../../domain/cases/cards/card-acts.repository.js';
import { Cards } from '../../../domain/cases/cards/cards.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { CardsRepository } from '../../../domain/cases/cards/cards.repository.js';
import { SupervisionFeedRepository } from '../../../domain/cases/cards/supervision-feed.repository.js';
import { OrdersRepository } from '../../../domain/supervision/orders.repository.js';
import { SupervisedProcessesRepository } from '../../../domain/supervision/supervised-processes.repository.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { Businesses } from '../cases/registration/businesses.js';
import { CardActsService } from './card-acts.service.js';
import { CardsController } from './cards.controller.js';
import { CardsService } from './cards.service.js';
import { FeedController } from './feed.controller.js';
import { AttachmentsModule } from '../cases/attachments/attachments.module.js';
import { FeedService } from './feed.service.js';
import { OrderListService } from './order-list.service.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { SupervisedProcessesService } from './supervised-processes.service.js';
import { SupervisionController } from './supervision.controller.js';

@Module({
  imports: [AttachmentsModule],
  controllers: [FeedController, OrdersController, SupervisionController, CardsController],
  providers: [
    CardActsService,
    CardsService,
    FeedService,
    OrderListService,
    OrdersService,
    {
      provide: OrdersRepository,
      inject: [DATA_SOURCE, Businesses],
      useFactory: (dataSource: DataSource, { matter }: Businesses) =>
        new OrdersRepository(dataSource, matter),
    },
    SupervisedProcessesService,
    repositoryProvider(CardActsRepository),
    {
      provide: CardsRepository,
      inject: [DATA_SOURCE, Businesses],
      useFactory: (dataSource: DataSource, { matter }: Businesses) => new CardsRepository(dataSource, matter),
    },
    repositoryProvider(DutyListRepository),
    repositoryProvider(SupervisedProcessesRepository),
    repositoryProvider(SupervisionFeedRepository),
    {
      provide: Cards,
      inject: [DATA_SOURCE, TimeLimitService],
      useFactory: (dataSource: DataSource, policies: TimeLimitService) =>
        new Cards(policies, new CommandStore(dataSource)),
    },
  ],
})
export class SupervisionModule {}
