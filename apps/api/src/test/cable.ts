import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Cable = {
  /** The same database, by way of this cable. */
  through: (url: string) => string
  /** Cuts every connection and takes no new ones. */
  pull: () => Promise<void>
  plugIn: () => Promise<void>
}

/** A network cable between the app and its database that a test can pull out. */
export const layCable = async (): Promise<Cable> => {
  let target = { host: '127.0.0.1', port: 0 }
  let port = 0
  let server: Server
  const sockets = new Set<Socket>()
  const plugIn = async (): Promise<void> => {
    server = createServer((near) => {
      const far = connect(target)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }
  await plugIn()
  return {
    plugIn,
    through: (url) => {
      const straight = new URL(url)
      target = { host: straight.hostname, port: Number(straight.port) }
      straight.port = String(port)
      straight.hostname = '127.0.0.1'
      return straight.href
    },
    pull: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
