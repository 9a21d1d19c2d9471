import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import '../console/texts.js';
import '../styles/tokens.css';
import '../styles/base.css';
import { ToastRegion } from '../ui/toasts.js';
import { Actions } from './actions.js';
import { Fields } from './fields.js';
import styles from './gallery.module.css';
import { States } from './states.js';
import { Times } from './times.js';

/** Every part in every state, beside one another. `?theme=dark` shows them dark. */
const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'dark') document.documentElement.dataset['theme'] = theme;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nProvider locale="zh-CN">
      <main className={styles.sheet}>
        <h1 className="visually-hidden">部件</h1>
        <Times />
        <Actions />
        <Fields />
        <States />
      </main>
      <ToastRegion />
    </I18nProvider>
  </StrictMode>,
);
