/** The door of the commands room, for tests and benches: the built site, its server, the browser that looks at it, and recipes in the sandbox. */
export { chromiumFlags, chromiumPath, ensureChromium } from './machine.ts';
export { findFirefox, findMiniBrowser } from './other-browsers.ts';
export { failureText } from './recipe/report.ts';
export { runInSandbox } from './recipe/sandbox-run.ts';
export { orExplain } from './report.ts';
export { type Serving, serve } from './serve.ts';
export { basePath, buildSite, distribution, root, stateOfBuild } from './site.ts';
