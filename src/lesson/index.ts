/** The door of the lesson room: what a page means. Pure, text in, data out. For Node; `personal.ts` is its door for browsers. */
export { ageNote, oldAfterDays } from './age.ts';
export { missingOnReadersPath, shownSecrets } from './chain-rules.ts';
export { fileCommand, patchCommand } from './copy-command.ts';
export { describeStep } from './describe-step.ts';
export {
  beforeId,
  type CheckStep,
  type DrillAttempt,
  type DrillChange,
  type DrillCheck,
  type DrillEdit,
  type DrillSend,
  editedConfig,
  editedDns,
  editsOf,
  stepsOfCheck,
  stepsOfSends,
  wrongFixes,
} from './drill/index.ts';
export { errorLine } from './error-line.ts';
export {
  type DownloadEvidence,
  type Evidence,
  evidenceFormat,
  evidenceSchema,
  formatEvidence,
  type GuideEvidence,
  isStale,
  type MachineEvidence,
  parseEvidence,
  type RecipeEvidence,
  type RecipeResult,
  type RecipeStepEvidence,
  type ScreenshotEvidence,
  type StepEvidence,
} from './evidence.ts';
export { evidenceFile } from './evidence-file.ts';
export { readHabits, requireHabits } from './explanation.ts';
export { type Frontmatter, type PageData, pageSchema } from './frontmatter.ts';
export { type GoalGroup, goalGroups } from './goals.ts';
export { hashOf } from './hash.ts';
export { type DiffLine, matchOutput, type OutputMatch, updateOutput } from './output.ts';
export { read, slugOf } from './read.ts';
export {
  type AnswerRow,
  answersOf,
  type NamedDifference,
  type ServerAnswer,
  type Unexplained,
  unexplained,
  usedExplanations,
  type Verdict,
  verdictOf,
} from './recipe-answers.ts';
export {
  mergeRecipeResult,
  type RecipeRunFacts,
  recipeResult,
  skippedResult,
} from './recipe-evidence.ts';
export { isOfStanzas, recipeSteps } from './recipe-steps.ts';
export { type Edit, rewrite } from './rewrite.ts';
export { emptyOutputs, hiddenChanges } from './rules.ts';
export { brokenMachines, isOnReadersPath, pageSlug, runLabel, runName, runsOf, runsOnMachines } from './runs.ts';
export { asksForSecret, asWritten } from './secrets.ts';
export { displayName, recipeServers, servers } from './servers.ts';
export { stages } from './stages.ts';
export {
  type EvidenceState,
  evidenceState,
  stateWords,
  summarise,
  summariseReadersPath,
  summariseWrongFix,
} from './summary.ts';
export { screenLines, stripTerminal, visible } from './terminal.ts';
export { tiers } from './tiers.ts';
export type * from './types.ts';
export { bytes, duration, longDate, sentence, wait } from './words.ts';
