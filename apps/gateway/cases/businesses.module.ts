import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { TaskContext } from './tasks/tasks.dto.js';
import { Visibility } from './visibility/visibility.js';
import type { Business } from './business.js';
import { Businesses } from './businesses.js';

/** The registered businesses, with their own modules, and who may see what of their cases. */
@Global()
@Module({})
export class BusinessesModule {
  static with(businesses: readonly Business[]): DynamicModule {
    for (const { processes } of businesses)
      for (const { taskContext } of Object.values(processes))
        for (const [field, options] of Object.entries(taskContext?.fields ?? {}))
          ApiProperty(options)(TaskContext.prototype, field);
    return {
      module: BusinessesModule,
      imports: businesses.map(({ module }) => module),
      providers: [
        {
          provide: Businesses,
          inject: [DATA_SOURCE, TimeLimitService],
          useFactory: (dataSource: DataSource, timeLimits: TimeLimitService) =>
            new Businesses(businesses, { dataSource, timeLimits }),
        },
        Visibility,
      ],
      exports: [Businesses, Visibility],
    };
  }
}
