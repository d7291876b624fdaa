/** Pages for tests, put together from blocks. */
import { type Lesson, read, type Step } from '../../src/lesson/index.ts';

export const fence = (info: string, text = ''): string => `\`\`\`${info}\n${text}${text === '' ? '' : '\n'}\`\`\`\n`;

export const page = (frontmatter: string, ...blocks: string[]): string =>
  `---\ntitle: A page\n${frontmatter}\n---\n\n${blocks.join('\n')}`;

export const guide = (...blocks: string[]): string =>
  page('kind: guide\nmachines: { server: debian-13, laptop: debian-13 }', ...blocks);

export const recipe = (...blocks: string[]): string => page('kind: recipe', ...blocks);

export const lesson = (text: string, path = 'content/guides/a.mdx'): Lesson => {
  const found = read(path, text);
  if (Array.isArray(found)) throw new Error(found.map(({ line, plain }) => `${line}: ${plain}`).join('\n'));
  return found;
};

/** The steps of a guide with these blocks. */
export const steps = (...blocks: string[]): readonly Step[] => lesson(guide(...blocks)).steps;

/** `line: what is wrong` of each error. */
export const errors = (text: string, path = 'content/guides/a.mdx'): string[] => {
  const found = read(path, text);
  return Array.isArray(found) ? found.map(({ line, plain }) => `${line}: ${plain}`) : [];
};
