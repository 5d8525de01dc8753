// Loaded into every child with --import. A supervisor that is killed with -9 cannot stop anybody; the channel to it closes, and
// the child ends as if it had been asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
