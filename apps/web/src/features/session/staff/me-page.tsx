import { useMe } from '../../../lib/me.js';

/** Who is signed in. */
export function MePage() {
  const { title, username } = useMe();
  return (
    <h1>
      {title}（{username}）
    </h1>
  );
}
