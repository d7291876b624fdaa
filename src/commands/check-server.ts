/** `npm run check -- example.com`, from a clone of the project. */
import { runCheck } from '../check/index.ts';
import { printedBase } from '../site/settings.ts';

await runCheck({
  called: 'npm run check --',
  guides: printedBase(process.env),
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
