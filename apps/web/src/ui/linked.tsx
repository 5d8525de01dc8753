/** What ends a sentence after an address, and is none of it. */
const addresses = /(https?:\/\/[^\s<>"”’]*[^\s<>"”’.,;:!?)\]])/giu

/** Somebody's words as they stand, with the web addresses in them to press: a way into a meeting is an address, a number and a password together. */
export function Linked({ text }: { text: string }) {
  return text.split(addresses).map((part, index) =>
    index % 2 === 1 ? (
      // By its place: the same address may stand twice.
      <a key={index} href={part} rel="noreferrer noopener" target="_blank">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
