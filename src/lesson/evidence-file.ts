/**
 * Where evidence lies: `install.mdx` has `install.run.json` beside it, and `install.reader.run.json` of its run
 * `guides/prosody/install@reader`.
 * @param page the page's file
 * @param slug of the run; a page's own when it is left out
 */
export const evidenceFile = (page: string, slug = ''): string => {
  const [, run] = slug.split('@');
  return page.replace(/\.mdx?$/, `${run === undefined ? '' : `.${run}`}.run.json`);
};
