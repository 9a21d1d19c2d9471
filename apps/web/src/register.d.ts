import type { consoleRouter } from './console/routes.js';
import type { portalRouter } from './portal/routes.js';

/** Links are typed by the addresses of both faces: one program checks both. */
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof consoleRouter | ReturnType<typeof portalRouter>;
  }
  interface HistoryState {
    /** Numbers of the letters of the list that one came from, in its order. */
    list?: readonly string[];
  }
}
