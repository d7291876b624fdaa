/** The door of the content room: the pages on the disk, with what was recorded of them. */
export { readIfThere } from './files.ts';
export { type Page, type PageSet, readPage, readPages } from './pages.ts';
export { chooseRecipes, nameOf, type RecipeSet, readAllHabits, readRecipeEvidence, readRecipes } from './recipes.ts';
