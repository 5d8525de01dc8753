import { expect, test } from 'vitest'
import { featureOf, splitSchema } from './split-schema.ts'

test.each([
  ['actors', 'actors'],
  ['actor_aliases', 'actors'],
  ['activation_actors', 'activations'],
  ['call_out_recipient_activations', 'call-outs'],
  ['capabilities', 'capabilities'],
  ['capability_areas', 'capabilities'],
  ['target_vision_steps', 'target-visions'],
  ['functions', 'users'],
  ['journal_heads', 'journal'],
  ['outbox_attempts', 'outbox'],
  ['settings', 'platform'],
])('the table %s belongs to %s', (table, feature) => expect(featureOf(table)).toBe(feature))

test('every table is in the file of its feature, and relations have names a person can read', () => {
  const parts = splitSchema(`
model activation_answers {
  a String
  users_activation_answers_by_user_idTousers users @relation("activation_answers_by_user_idTousers", fields: [by_user_id], references: [id])
}

/// A remark
model users {
  id String
  activation_answers_activation_answers_by_user_idTousers activation_answers[] @relation("activation_answers_by_user_idTousers")
}
`)
  expect([...parts.keys()]).toEqual(['activations', 'users'])
  expect(parts.get('activations')).toContain(`by_user_id_of_activation_answers users @relation("by_user_id_of_activation_answers", fields`)
  expect(parts.get('users')).toContain(
    `by_user_id_of_activation_answers activation_answers[] @relation("by_user_id_of_activation_answers")`,
  )
})
