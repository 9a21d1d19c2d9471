import './texts.js';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { portalRouter } from './routes.js';

/** Draws a page as it is before anything is read for it. Runs in the build. @returns HTML */
export async function draw(path: string): Promise<string> {
  const router = portalRouter(createMemoryHistory({ initialEntries: [path] }));
  await router.load();
  return renderToString(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
