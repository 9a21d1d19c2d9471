import type { ReactNode } from 'react';
import { PageHeading } from '../../../ui/native/page-heading.js';
import styles from './text-page.module.css';

export interface TextSection {
  readonly title: string;
  /** Paragraphs. */
  readonly text: string | readonly string[];
  /** Part of the address, for links to this section. */
  readonly id?: string;
}

/** A page of texts under headings. */
export function TextPage({
  title,
  lead,
  sections,
  children,
}: {
  title: string;
  lead: string;
  sections: readonly TextSection[];
  children?: ReactNode;
}) {
  return (
    <article className={`wrap ${styles['page']}`}>
      <PageHeading title={title} />
      <p className={styles['lead']}>{lead}</p>
      {sections.map((section) => (
        <section key={section.title} id={section.id}>
          <h2>{section.title}</h2>
          {[section.text].flat().map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      {children}
    </article>
  );
}
