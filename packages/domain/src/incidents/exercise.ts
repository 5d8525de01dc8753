/** The word as one writes it first in a title: alone or several times, with whatever divides it from the name. */
const leading = /^(?:\s*övning(?!\p{L})[\s:;,.–—-]*)+/iu

/** The name of an exercise without the word that its mark says already: `Övning Höststorm` is `Höststorm`; nothing but the word stays. */
export const exerciseName = (title: string): string => title.replace(leading, '') || title
/** The name as it stands behind a mark; what is real keeps its words. */
export const nameAfterMark = (title: string, isExercise: boolean): string => (isExercise ? exerciseName(title) : title)
/** A title that says for itself that it is an exercise, once. */
export const markedTitle = (title: string, isExercise: boolean): string => (isExercise ? `ÖVNING: ${exerciseName(title)}` : title)
/** A line somebody wrote, with ÖVNING first: put there when it is missing, written out when it is there in small letters. */
export const withExerciseWord = (line: string): string =>
  leading.test(line) ? line.replace(/^\s*övning/iu, 'ÖVNING') : line.startsWith('ÖVNING') ? line : `ÖVNING ${line}`

// "Det här är ingen övning" says the opposite, and a place or a name is no word about what this is.
const aboutExercise = /(?<!\p{L})(?<!ing(?:en|a)\s+)\p{L}*övning/iu
const aboutReality = /(?<!\p{L})(?<!(?:inte|inget|ej)\s+)skarp[ta]?(?!\p{L})/iu
/**
 * Words that contradict what the call-out is said to be: an exercise named in a real one, or reality in an exercise. Somebody pressed the
 * wrong one, or it is a name; only a person knows, so it is asked about once.
 */
export const contradictsMode = (isExercise: boolean, ...texts: readonly string[]): boolean =>
  texts.some((text) => (isExercise ? aboutReality : aboutExercise).test(text))
