// The issue that tells of guides that failed in a weekly run.
import { bot, list } from './github.mjs';

export const label = 'guides-weekly';

/**
 * The open issue of an earlier run. Pull requests are issues too, for GitHub, and people may set labels.
 * @param {string} repository
 * @returns {{ number: number } | undefined}
 */
export const openReport = (repository) =>
  list(`repos/${repository}/issues?state=open&labels=${label}&per_page=100`).find(
    (issue) => issue.user?.login === bot && issue.pull_request === undefined,
  );
