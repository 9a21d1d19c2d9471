import type { DataSource } from 'typeorm';
import { businessDate } from '../../time/business-clock.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { AbsencesRepository } from './absences.repository.js';
import { today } from './in-force.js';

const EVERY_MS = 60_000;

/** Notifies substitutes on the first day of an absence. That they may act does not depend on it. */
export const startAnnouncingAbsences = (
  { dataSource }: { readonly dataSource: DataSource },
  { log }: { readonly log: { warn(fields: object, message: string): void } },
): Repetition =>
  repeat(
    async () => {
      await new AbsencesRepository(dataSource).announce(today(), businessDate());
      return false;
    },
    { everyMs: EVERY_MS, onError: (err) => log.warn({ err }, 'could not announce absences') },
  );
