import { execFileSync, spawnSync } from 'node:child_process'

/** The account the server runs as. Postgres refuses to run as root; everybody else runs it as themselves. */
export type Account = { uid: number; gid: number }

let known: { account: Account | undefined } | undefined

/** `nobody` when we are root, otherwise undefined: the server then runs as we do. */
export function serverAccount(): Account | undefined {
  known ??= { account: process.getuid?.() === 0 ? lookUpNobody() : undefined }
  return known.account
}

function lookUpNobody(): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim())
  // macOS gives nobody the id -2, printed as 4294967294, while spawn wants the signed number.
  return { uid: id('-u') | 0, gid: id('-g') | 0 }
}

/** Asks the system itself, because modes, groups, ACLs and mounts all have a say. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return shellTest(account, 'cd "$1"', folder)
}

export function canRun(account: Account | undefined, program: string): boolean {
  return (
    spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore', env: { PATH: process.env.PATH, LC_ALL: 'C' } }).status === 0
  )
}

export function canRead(account: Account | undefined, file: string): boolean {
  return shellTest(account, 'test -r "$1"', file)
}

function shellTest(account: Account | undefined, script: string, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', script, 'sh', path], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}
