import type { BrowserContext, Page } from '@playwright/test'

/**
 * Listens for what no page may ever do: break the content security policy, throw an error that nobody catches, get a fault
 * from our own server. The test fails on anything heard that it has not announced.
 */
export class Watch {
  readonly #heard: string[] = []
  readonly #expected: RegExp[] = []
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** A test that breaks something on purpose says what it will hear. */
  expect(fault: RegExp): void {
    this.#expected.push(fault)
  }

  get unexpected(): string[] {
    return this.#heard.filter((line) => !this.#expected.some((fault) => fault.test(line)))
  }

  async over(context: BrowserContext): Promise<void> {
    await context.exposeBinding('heardViolation', ({ page }, what: string) => this.#hear(page, `policy violation: ${what}`))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        const say = (window as unknown as { heardViolation: (what: string) => void }).heardViolation
        say(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`)
      })
    })
    context.on('weberror', (error) => this.#hear(error.page(), `uncaught: ${error.error().message}`))
    context.on('console', (message) => {
      if (message.type() === 'error' && message.text().includes('Content Security Policy'))
        this.#hear(message.page(), `policy violation: ${message.text()}`)
    })
    context.on('response', (response) => {
      if (response.status() >= 500 && response.url().startsWith(this.#origin)) {
        this.#heard.push(`server fault ${response.status()}: ${response.request().method()} ${new URL(response.url()).pathname}`)
      }
    })
  }

  #hear(page: Page | null, what: string): void {
    this.#heard.push(`${what} (on ${page ? new URL(page.url()).pathname : '?'})`)
  }
}
