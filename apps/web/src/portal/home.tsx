import { HomePage } from '../features/home/public/home-page.js';
import { LookupForm } from '../features/letters/public/lookup-form.js';

/** The first page, with the form of the letters on it. */
export function Home() {
  return <HomePage lookup={<LookupForm />} />;
}
