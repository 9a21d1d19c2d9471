import './texts.js';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { RouterProvider } from '@tanstack/react-router';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/portal.css';
import '../styles/print.css';
import { reloadAfterDeployment } from '../lib/reload-after-deployment.js';
import { portalRouter } from './routes.js';

reloadAfterDeployment();
void open();

/** Draws the page, or takes over the one that the build has drawn. */
async function open(): Promise<void> {
  const router = portalRouter();
  await router.load();
  const root = document.getElementById('root')!;
  const page = (
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>
  );
  if (root.querySelector('.opening')) createRoot(root).render(page);
  else {
    router.ssr = { manifest: undefined }; // the page was drawn without the boundaries that a browser's router adds
    hydrateRoot(root, page);
  }
}
