import './texts.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from '@tanstack/react-router';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/portal.css';
import '../styles/print.css';
import { reloadAfterDeployment } from '../lib/reload-after-deployment.js';
import { router } from './routes.js';

reloadAfterDeployment();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
