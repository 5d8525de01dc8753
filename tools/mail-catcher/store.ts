import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

/** What the list shows without opening the mail itself. */
export type Entry = { id: string; receivedAt: string; from: string; to: string[]; subject: string }
export type Opened = Entry & { text: string; links: string[] }
export type Envelope = { from: string; to: string[] }

/**
 * One file per mail, readable by any mail program. The envelope stands in the file too (as mail servers do it), so the small
 * index beside it can always be made again.
 */
export class MailStore {
  readonly #folder: string
  /** Oldest first; ids sort by time. */
  readonly #entries: Entry[] = []

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<MailStore> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const store = new MailStore(folder)
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.eml')) store.#entries.push(await store.#indexed(name.slice(0, -'.eml'.length)))
    }
    return store
  }

  /** Resolves when the mail is on the disk: only then may the sender be told that it was received. */
  async keep(raw: Buffer, envelope: Envelope, now: Date): Promise<Entry> {
    const id = `${now.toISOString().replace(/[-:.]/g, '')}-${randomBytes(6).toString('hex')}`
    const head = [
      `Return-Path: <${envelope.from}>`,
      ...envelope.to.map((to) => `Delivered-To: ${to}`),
      `X-Received-At: ${now.toISOString()}`,
    ]
    await this.#write(`${id}.eml`, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), raw]))
    const { text: _text, links: _links, ...entry } = await this.open(id)
    await this.#write(`${id}.json`, Buffer.from(JSON.stringify(entry)))
    this.#entries.push(entry)
    return entry
  }

  /** Newest first. `cursor` is the id of the last entry seen. */
  list({ search = '', cursor, limit }: { search?: string; cursor?: string; limit: number }): {
    items: Entry[]
    nextCursor: string | null
    total: number
  } {
    const wanted = search.trim().toLowerCase()
    const matching = this.#entries.filter(
      ({ to, subject, from }) => wanted === '' || [...to, from, subject].some((field) => field.toLowerCase().includes(wanted)),
    )
    const older = cursor === undefined ? matching : matching.filter(({ id }) => id < cursor)
    const items = older.slice(-limit).reverse()
    return { items, nextCursor: older.length > limit ? items.at(-1)!.id : null, total: matching.length }
  }

  has(id: string): boolean {
    return this.#entries.some((entry) => entry.id === id)
  }

  raw(id: string): Promise<Buffer> {
    return readFile(join(this.#folder, `${id}.eml`))
  }

  async open(id: string): Promise<Opened> {
    const mail = await PostalMime.parse(await this.raw(id))
    const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value)
    const text = mail.text ?? mail.html ?? ''
    return {
      id,
      receivedAt: header('x-received-at')[0] ?? '',
      from: mail.from?.address ?? header('return-path')[0]?.replace(/[<>]/g, '') ?? '',
      to: header('delivered-to'),
      subject: mail.subject ?? '',
      text,
      links: [...new Set(text.match(/https?:\/\/[^\s<>"']+/g) ?? [])],
    }
  }

  async #indexed(id: string): Promise<Entry> {
    const index = join(this.#folder, `${id}.json`)
    if (existsSync(index)) {
      try {
        return JSON.parse(readFileSync(index, 'utf8')) as Entry
      } catch {
        // Cut short by a crash: made again from the mail.
      }
    }
    const { text: _text, links: _links, ...entry } = await this.open(id)
    return entry
  }

  /** Written aside and moved, with the folder flushed too: after a power cut the mail is whole or not there. */
  async #write(name: string, content: Buffer): Promise<void> {
    const draft = join(this.#folder, `${name}.draft`)
    await flushed(await open(draft, 'w', 0o600), (file) => file.writeFile(content))
    await rename(draft, join(this.#folder, name))
    await flushed(await open(this.#folder, 'r'), async () => {})
  }
}

async function flushed(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
