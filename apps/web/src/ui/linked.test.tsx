import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Linked } from './linked.tsx'

afterEach(cleanup)
const shown = (text: string) => {
  const { container } = render(<Linked text={text} />)
  return { words: container.textContent, links: [...container.querySelectorAll('a')].map((link) => link.getAttribute('href')) }
}

test('W5 · a link, an id and a password in one text: the link can be pressed and every character stands', () => {
  const text = 'https://teams.example/l/meetup-join/19%3ameeting?context=%7b%7d möte-id 123 456, lösenord: xyz123'
  expect(shown(text)).toEqual({ words: text, links: ['https://teams.example/l/meetup-join/19%3ameeting?context=%7b%7d'] })
})
test('what ends the sentence is none of the address; two stand apart, and nothing else becomes a link', () => {
  const text = 'Via https://a.example/x. Annars (https://b.example/y)! javascript:alert(1) www.c.example'
  expect(shown(text)).toEqual({ words: text, links: ['https://a.example/x', 'https://b.example/y'] })
})
