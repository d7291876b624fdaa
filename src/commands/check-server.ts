/** `npm run check -- example.com`, from a clone of the project. */
import { runCheck } from '../check/index.ts';
import { readSettings } from '../site/settings.ts';

const { site, base } = readSettings(process.env);

await runCheck({
  called: 'npm run check --',
  // On the site if it is known where that is, else as a local build has them.
  guides: process.env.STANZABOX_SITE ? `${site}${base}` : base,
  alsoHelp: {
    before: `npm run check
    Checks this project's code: lint, arrows between rooms, types, pure tests. For contributors.

`,
    scripts: `
    For scripts, call npm with --silent, or its own lines come before the JSON:
        npm run --silent check -- example.com --json
`,
  },
});
