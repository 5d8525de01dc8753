// Loaded into every child with --import. What Node itself or a library says on a disk that is full ends nobody: our own lines go by `logWriter`.
// A supervisor that is killed with -9 cannot stop anybody; the channel to it closes, and
// the child ends as if it had been asked to.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
