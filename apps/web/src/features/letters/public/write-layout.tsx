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
  const { earlier, isLoaded } = useWriting();
  const { pathname } = useLocation();
  const isDone = pathname.endsWith('/done');
  const isNotice = pathname.endsWith('/notice');
  const asksFirst = earlier && !isDone && !isNotice;
  // The later steps send away whoever has no letter yet.
  const mayShow = isLoaded || isNotice || pathname.endsWith('/letter');
  return (
    <>
      {!isDone && <WritingSteps />}
      <div className={styles['page']} inert={!isLoaded && !isNotice}>
        {asksFirst ? <EarlierLetter kept={earlier} /> : mayShow && <Outlet />}
      </div>
    </>
  );
}
