/**
 * Of the contract a build keeps only what a page calls: making a schema or a route does nothing but make it. The build knows them by
 * name alone, wherever they stand: a call of such a name, or of something that hangs on it, is left out when nobody uses its answer.
 */
export const pureNames = ['z', 'route', 'page', 'line', 'text']
