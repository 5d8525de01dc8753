/** The portal's mark: the county as tiles. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden>
    <rect width="28" height="28" rx="7" fill="var(--ax-accent-600)" />
    {tiles.map(([x, y, opacity]) => (
      <rect key={`${x}-${y}`} x={x - 1} y={y - 1} width="6" height="6" rx="1.5" fill="var(--sp-panel)" opacity={opacity} />
    ))}
  </svg>
)
const tiles = [
  [12, 5, 1],
  [5, 12, 0.62],
  [12, 12, 1],
  [19, 12, 0.62],
  [12, 19, 1],
  [5, 19, 0.3],
  [19, 5, 0.3],
] as const

/** The 26 municipalities, one tile each, placed roughly as on the map. */
const municipalities = [
  [2, 0],
  [3, 0],
  [5, 0],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 1],
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 2],
  [0, 3],
  [1, 3],
  [2, 3],
  [3, 3],
  [2, 4],
  [3, 4],
  [4, 4],
  [0, 5],
  [1, 5],
  [2, 5],
  [3, 5],
  [0, 6],
  [1, 6],
  [3, 6],
  [3, 7],
] as const
/** The eleven other actors, as dots beside the map. */
const others = [
  [7, 1],
  [8, 1],
  [7, 2],
  [8, 2],
  [7, 3],
  [8, 3],
  [7, 4],
  [8, 4],
  [7, 5],
  [8, 5],
  [7, 6],
] as const

export const CountyMark = () => (
  <svg viewBox="0 0 168 149" width="168" height="149" aria-hidden fill="var(--ax-accent-600)">
    {municipalities.map(([x, y]) => (
      <rect key={`${x}-${y}`} x={x * 19} y={y * 19} width="16" height="16" rx="3" opacity="0.85" />
    ))}
    {others.map(([x, y]) => (
      <circle key={`${x}-${y}`} cx={x * 19 + 8} cy={y * 19 + 8} r="8" opacity="0.4" />
    ))}
  </svg>
)
