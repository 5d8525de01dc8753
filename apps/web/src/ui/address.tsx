/** An e-mail address that has to break breaks before its @, not within a word. */
export function Address({ of }: { of: string }) {
  const [name, ...host] = of.split(/(?=@)/u)
  return (
    <>
      {name}
      <wbr />
      {host}
    </>
  )
}
