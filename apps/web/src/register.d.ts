import type { consoleRouter } from './console/routes.js';
import type { router } from './portal/routes.js';

/** Links are typed by the addresses of both faces: one program checks both. */
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof consoleRouter | typeof router;
  }
  interface HistoryState {
    /** Numbers of the letters of the list that one came from, in its order. */
    list?: readonly string[];
  }
}
