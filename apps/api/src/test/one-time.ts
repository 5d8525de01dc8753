import { oneTimeToken, sha256 } from '../lib/ids.ts'
import type { TestApp } from './app.ts'

/** The link of the newest invitation or new password of this person, as only its letter carries it. */
export const linkOf = async (t: TestApp, userId: string): Promise<string> => {
  const [key] = t.config.keys
  const [newest] = await t.owner<{ id: string }>(
    'SELECT id FROM user_invitations WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [userId],
  )
  if (!key || !newest) throw new Error('no link')
  const token = oneTimeToken(key, newest.id)
  // As the worker does when the letter leaves.
  await t.owner('UPDATE user_invitations SET token_hash = $2 WHERE id = $1 AND token_hash IS NULL', [newest.id, sha256(token)])
  return token
}
