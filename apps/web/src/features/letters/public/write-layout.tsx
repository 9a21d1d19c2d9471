import { Outlet, useLocation } from '@tanstack/react-router';
import { EarlierLetter } from './earlier-letter.js';
import { useWriting, WritingProvider } from './writing-context.js';
import { WritingSteps } from './writing-steps.js';
import './writing-texts.js';
import styles from './write-layout.module.css';

/** The four steps of writing share one letter. */
export function WriteLayout() {
  return (
    <WritingProvider>
      <div className="wrap">
        <Steps />
      </div>
    </WritingProvider>
  );
}

function Steps() {
  const { earlier } = useWriting();
  const { pathname } = useLocation();
  const isDone = pathname.endsWith('/done');
  return (
    <>
      {!isDone && <WritingSteps />}
      <div className={styles['page']}>
        {earlier && !isDone && !pathname.endsWith('/notice') ? <EarlierLetter kept={earlier} /> : <Outlet />}
      </div>
    </>
  );
}
