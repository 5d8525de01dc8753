/**
 * Names for a demo: given names from all over the region and surnames put together from two halves, each surname used once.
 * Nobody is meant; no holder of an office is called any of this.
 */
const given = [
  'Maria', 'Omar', 'Karin', 'Jonas', 'Fatima', 'Lars', 'Elif', 'Erik', 'Hanna', 'Tomasz', 'Annika', 'Yusuf', 'Ingrid', 'Mattias', 'Leila',
  'Per', 'Kristina', 'Samir', 'Ulrika', 'Aleksandra', 'Henrik', 'Birgitta', 'Daniel', 'Parisa', 'Mikael', 'Susanne', 'Goran', 'Therese', 'Niklas',
  'Amina', 'Magnus', 'Helena', 'Rojin', 'Stefan', 'Carina', 'Petra', 'Björn', 'Mariam', 'Christer', 'Åsa', 'Dragana', 'Joakim', 'Lena', 'Ahmed',
  'Cecilia', 'Oskar', 'Nadia', 'Håkan', 'Linnéa', 'Tuva', 'Ibrahim', 'Marianne', 'Viktor', 'Shirin', 'Robert', 'Elisabet', 'Kaisa', 'Markus',
  'Selma', 'Torbjörn', 'Jasmina', 'Emil', 'Gunilla', 'Farid', 'Agnes', 'Patrik', 'Saga', 'Bengt',
]
const firstHalf = ['Gran', 'Sjö', 'Alm', 'Björk', 'Fors', 'Havs', 'Sten', 'Vall', 'Äng', 'Ås', 'Öster', 'Hassel', 'Kron', 'Lund', 'Mo', 'Rönn', 'Sol', 'Tall', 'Vik', 'Ny']
const secondHalf = ['lid', 'hammar', 'näs', 'holt', 'mark', 'torp', 'gårdh', 'ryd', 'stråle', 'dahl']

/** The name of person number `index`; the same number is the same name in every clone. At most 200 people. */
export function demoName(index: number): string {
  const count = firstHalf.length * secondHalf.length
  if (index >= count) throw new RangeError(`The demo has no name number ${index}`)
  // 73 has no factor in common with 200: every surname comes once, and neighbours do not sound alike.
  const mixed = (index * 73 + 41) % count
  return `${given[index % given.length]} ${firstHalf[mixed % firstHalf.length]}${secondHalf[Math.floor(mixed / firstHalf.length)]}`
}
