import { createContext, useContext } from 'react';
import { WorkingDays } from './working-days.js';

/** Working days of the prefecture, read once by the shell of the console. */
export const CalendarContext = createContext(new WorkingDays([]));

export const useWorkingDays = (): WorkingDays => useContext(CalendarContext);
