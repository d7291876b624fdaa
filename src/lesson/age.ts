/** Whether evidence is so old that packages have moved on since. */
import type { Evidence, GuideEvidence, RecipeResult } from './evidence.ts';
import { displayName } from './servers.ts';

const day = 86_400_000;

/** Days after which evidence says that it is old: Debian makes a point release about every three months. */
export const oldAfterDays = 90;

const isOld = (date: string, now: Date): boolean => now.getTime() - Date.parse(date) > oldAfterDays * day;

/** `4 months ago`, `2 years ago`; at least a month. */
const ago = (date: string, now: Date): string => {
  const months = Math.max(1, Math.round((now.getTime() - Date.parse(date)) / (365.25 / 12) / day));
  const words = new Intl.RelativeTimeFormat('en-GB');
  return months < 24 ? words.format(-months, 'month') : words.format(-Math.floor(months / 12), 'year');
};

/**
 * "Last run 4 months ago: newer packages may behave differently." Undefined while the evidence is young. Of a recipe it names
 * the servers whose results are old.
 * @param now when the page is built
 */
export const ageNote = (evidence: Evidence | undefined, now: Date): string | undefined => {
  if (evidence === undefined) return undefined;
  return evidence.kind === 'guide' ? guideNote(evidence, now) : recipeNote(evidence.results, now);
};

const guideNote = ({ date }: GuideEvidence, now: Date): string | undefined =>
  isOld(date, now) ? `Last run ${ago(date, now)}: newer packages may behave differently.` : undefined;

const recipeNote = (results: readonly RecipeResult[], now: Date): string | undefined => {
  const told = results
    .filter(({ date }) => isOld(date, now))
    .map(({ server, date }) => `on ${displayName(server)} ${ago(date, now)}`);
  return told.length === 0 ? undefined : `Last run ${told.join(', ')}: newer versions may answer differently.`;
};
