/** The door of the commands room, for tests and benches: the built site, its server, and the browser that looks at it. */
export { chromiumFlags, chromiumPath, ensureChromium } from './machine.ts';
export { orExplain } from './report.ts';
export { type Serving, serve } from './serve.ts';
export { basePath, buildSite, distribution, root, stateOfBuild } from './site.ts';
