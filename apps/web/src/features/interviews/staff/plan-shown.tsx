import { t } from '../../../messages/t.js';
import type { Interview } from '../api.js';
import styles from './parts.module.css';

/** Plan, guests, outline and background, to read. */
export function PlanShown({
  interview: { plan, guests, outline, background },
}: {
  readonly interview: Interview;
}) {
  return (
    <>
      <Part id="plan" title={t('interviews.plan')} text={plan} />
      <section className={styles.panel} aria-labelledby="guests">
        <h2 id="guests">{t('interviews.guests')}</h2>
        {guests.length === 0 && <p className={styles.note}>{t('interviews.notWritten')}</p>}
        {guests.map(({ name, title, intro }) => (
          <div key={name}>
            <p>
              <b>{name}</b> {title}
            </p>
            <p className={styles.text}>{intro}</p>
          </div>
        ))}
      </section>
      <section className={styles.panel} aria-labelledby="outline">
        <h2 id="outline">{t('interviews.outline')}</h2>
        {outline.length === 0 && <p className={styles.note}>{t('interviews.notWritten')}</p>}
        <ol className={styles.list}>
          {outline.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <Part id="background" title={t('interviews.background')} text={background} />
    </>
  );
}

function Part({ id, title, text }: { readonly id: string; readonly title: string; readonly text: string }) {
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {text ? (
        <p className={styles.text}>{text}</p>
      ) : (
        <p className={styles.note}>{t('interviews.notWritten')}</p>
      )}
    </section>
  );
}
