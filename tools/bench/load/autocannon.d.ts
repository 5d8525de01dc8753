declare module 'autocannon' {
  type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string }
  type Result = {
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
    latency: { p50: number; p99: number }
    statusCodeStats?: Record<string, { count: number }>
  }
  /** The part of its options that the bench uses. */
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    requests: { setupRequest: (request: Request) => Request }[]
  }): Promise<Result>
}
