/** The console's door for pages that lead to the playground: links that carry stanzas. Light, for a browser and for Node. */
export { changesBetween } from '../configuration/line-changes.ts';
export { linkOf, type MadeLink, makeLink, readLink, startingAt } from './link.ts';
export { stanzasOfRecipe } from './recipe.ts';
export type * from './types.ts';
