/**
 * How a page is called where pages of several servers stand side by side: lists, search, the browser's tab. A page's own title
 * leaves the server's name out, so that the same subject has the same title for all servers.
 */
import { displayName, type Lesson, type ServerName } from '../../lesson/index.ts';

export interface Titled {
  readonly title: string;
  readonly server?: ServerName | undefined;
}

/** `Prosody: Federation` of a page about Prosody; of others the title as it is. */
export function fullTitle({ title, server }: Titled): string {
  return server === undefined ? title : `${displayName(server)}: ${title}`;
}

/** Whose run it is, of a page that runs once for each server; else ''. */
export const serverOfRun = (page: Lesson, run: Lesson): string =>
  page.afters === undefined || run.server === undefined ? '' : displayName(run.server);
