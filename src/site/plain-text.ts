/** All pages as text, in the order of their addresses. */
import { getCollection } from 'astro:content';
import { prosodyName } from '../../playground/sandbox/index.ts';
import { withBase } from './navigation.ts';

export const summary = `Documentation for people who run an XMPP server. Commands of guides were executed on clean machines; stanzas can be tried on a real ${prosodyName} in the browser.`;

export interface PageText {
  readonly title: string;
  readonly description: string | undefined;
  /** With the base in front. */
  readonly path: string;
  /** Markdown without its frontmatter. */
  readonly body: string;
}

export async function listPages(): Promise<readonly PageText[]> {
  const entries = await getCollection('docs', ({ id, data }) => id !== '404' && !data.draft);
  return entries
    .map(({ id, data, body }) => ({
      title: data.title,
      description: data.description,
      path: withBase(id === 'index' ? '/' : `/${id}/`),
      body: body ?? '',
    }))
    .sort((one, other) => one.path.localeCompare(other.path, 'en'));
}
