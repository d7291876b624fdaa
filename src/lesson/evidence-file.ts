/** Where the evidence of a page lies: `install.mdx` has `install.run.json` beside it. */
export const evidenceFile = (page: string): string => page.replace(/\.mdx?$/, '.run.json');
