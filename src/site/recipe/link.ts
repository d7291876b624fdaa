/** The link that opens a recipe in the playground. */
import { linkOf } from '../../../playground/console/share/index.ts';
import { readAccount } from '../../../playground/session/index.ts';
import type { Page } from '../../content/index.ts';
import { withBase } from '../navigation.ts';

/**
 * The address of the playground with all stanzas that the recipe sends, each with the address that sends it; whoever does not
 * sign in has none. Fails the build when a recipe is too much for a link.
 */
export async function playgroundLink({ lesson, path }: Page): Promise<string> {
  const sends = lesson.steps.filter((step) => step.kind === 'send' && step.skip === undefined);
  const stanzas = sends.flatMap((step) => (step.kind === 'send' ? [{ xml: step.xml, ...sender(step.as) }] : []));
  const link = await linkOf({ title: lesson.title, stanzas, first: 0 });
  if (typeof link === 'string') return `${withBase('/playground/')}${link}`;
  throw new Error(`${path}: its link to the playground cannot be made. ${link.plain}`);
}

function sender(as: string): { as?: string } {
  const { local, host, resource } = readAccount(as);
  return local === '' ? {} : { as: `${local}@${host}/${resource}` };
}
