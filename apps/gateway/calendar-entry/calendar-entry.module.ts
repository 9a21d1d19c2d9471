import { Module } from '@nestjs/common';
import { CalendarReadingController } from './calendar-reading.controller.js';

/** Reads calendars from what offices have: the notice of a year, a spreadsheet. It has no process. */
@Module({ controllers: [CalendarReadingController] })
export class CalendarEntryModule {}
