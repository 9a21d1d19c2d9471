import { Module } from '@nestjs/common';
import { TaskChecks } from './task-checks.js';

/** For whoever has checks to register. */
@Module({ providers: [TaskChecks], exports: [TaskChecks] })
export class TaskChecksModule {}
