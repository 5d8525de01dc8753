type Round = { year: number; state: string; shows: boolean }

/** A new round does not empty the map: until it has something to show, the latest that has stands there. Rounds come newest first. */
export const latestShown = (rounds: readonly Round[]): number | undefined => {
  const opened = rounds.filter((round) => round.state !== 'prepared')
  return (opened.find((round) => round.shows) ?? opened[0])?.year
}
