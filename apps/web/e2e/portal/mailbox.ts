import { expect } from '@playwright/test'

export type Mail = { id: string; receivedAt: string; from: string; to: string[]; subject: string; text: string; links: string[] }

/** The mail catcher as its JSON shows it: what really left the portal, with the real links. */
export class Mailbox {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** Newest first. `about` is a part of the subject or the address. */
  async about(about: string): Promise<Mail[]> {
    const response = await fetch(`${this.url}/messages.json?limit=500&search=${encodeURIComponent(about)}`)
    return ((await response.json()) as { items: Mail[] }).items
  }

  /** Waits for the newest mail about this to this address. */
  async to(address: string, about: string): Promise<Mail> {
    let mail: Mail | undefined
    await expect
      .poll(
        async () => {
          mail = (await this.about(about)).find(({ to }) => to.includes(address))
          return mail !== undefined
        },
        { message: `a mail to ${address} about ${about}`, timeout: 30_000 },
      )
      .toBe(true)
    return mail!
  }

  /** The personal link in the newest mail about this to this address. */
  async answerLink(address: string, about: string): Promise<string> {
    const { links } = await this.to(address, about)
    const link = links.find((one) => new URL(one).pathname.startsWith('/k/'))
    if (!link) throw new Error(`no answer link among ${links.length} links`)
    return link
  }
}
