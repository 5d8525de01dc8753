/** `map`: the heat map opened and walked; `typing`: a sentence written in the middle of the lines of the draft at `path`. */
export type SpeedOrder = { measure: 'map' | 'typing'; origin: string; email: string; password: string; path: string }
/** From the address to all rows shown, and from a key to the next frame, in milliseconds. */
export type SpeedAnswer = { shownMs: number; keyMs: number }
