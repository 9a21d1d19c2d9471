import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly list?: 'letters' | 'cards' | undefined;
  /** Query of the list, as the server named it. */
  readonly filter: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A figure that opens its cases. */
export function FigureLink({ title, list = 'letters', filter, className, children }: Props) {
  if (list === 'cards') {
    return (
      <Link to="/cards" search={{ of: filter, title }} className={className ?? ''}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/figures" search={{ of: filter, title }} className={className ?? ''}>
      {children}
    </Link>
  );
}
