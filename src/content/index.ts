/** The door of the content room: the pages on the disk, with what was recorded of them. */
export { type DrillPage, readDrills } from './drills.ts';
export { readEvidence, readRecipeEvidence, writeRecipeEvidence } from './evidence.ts';
export { readIfThere } from './files.ts';
export { contentFolder, type Page, type PageSet, readPage, readPages, runsOfPage } from './pages.ts';
export {
  chooseRecipes,
  findRecipes,
  findStanzaPages,
  nameOf,
  type RecipeSet,
  readAllHabits,
  readLessons,
  readRecipe,
  readRecipes,
} from './recipes.ts';
export { type GuideRun, listPages, type RunPage, readRunPage } from './run-pages.ts';
