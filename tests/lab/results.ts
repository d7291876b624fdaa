/** Results of runs for tests of reports and evidence: shapes as the runner makes them. */
import type { PageResult, StepResult } from '../../src/lab/result.ts';
import { matchOutput, type Step } from '../../src/lesson/index.ts';
import { pageOf } from './sample.ts';

const body = `## Install it

\`\`\`sh run
sudo apt-get install prosody
\`\`\`

## Look

\`\`\`sh run on=laptop as=root
prosodyctl status
echo done
\`\`\`

\`\`\`text output
Prosody is running with PID [..]
done
\`\`\`

\`\`\`sh run skip="it needs the real internet"
curl https://www.debian.org/
\`\`\`
`;

export const page = pageOf(
  'guides/prosody/install',
  'server: prosody\nmachines: { server: debian-13, laptop: debian-13 }',
  body,
);

const step = (index: number): Step => {
  const found = page.lesson.steps[index];
  if (!found) throw new Error(`no step ${index}`);
  return found;
};

const installed: StepResult = {
  step: step(0),
  status: 'passed',
  milliseconds: 3123.4,
  exit: 0,
  output: 'Setting up prosody\r\n',
};
const skipped: StepResult = { step: step(2), status: 'skipped', milliseconds: 0, reason: 'it needs the real internet' };

const printed = 'Prosody is <not> running\r\ndone\r\n';
const match = matchOutput('Prosody is running with PID [..]\ndone', printed);

const base = {
  page,
  date: '2026-11-22T14:03:00.000Z',
  machines: [
    {
      name: 'server',
      image: 'debian-13',
      system: 'Debian',
      version: '13.2',
      packages: [{ name: 'prosody', version: '13.0.1-1' }],
      memory: 40_000_000,
      disk: 90_000_000,
    },
  ],
} satisfies Partial<PageResult>;

export const passed: PageResult = {
  ...base,
  status: 'passed',
  milliseconds: 4567.8,
  serverVersion: '1:13.0.1-1+b2',
  steps: [installed, { step: step(1), status: 'passed', milliseconds: 400, exit: 0, output: 'ok\r\n' }, skipped],
};

export const failed: PageResult = {
  ...base,
  status: 'failed',
  reason: 'Step s2 (line 21): The output is not what the page says.',
  milliseconds: 4567.8,
  machines: [],
  steps: [
    installed,
    {
      step: step(1),
      status: 'failed',
      milliseconds: 400,
      exit: 0,
      output: printed,
      failure: { what: 'The output is not what the page says.', line: 21, ...(match.ok ? {} : { diff: match.diff }) },
    },
  ],
  logs: new Map([
    ['journal of laptop', '2026-11-22T14:03:02+00:00 laptop prosody[7]: Shutting down'],
    ['/var/log/prosody/prosody.log on laptop', 'Nov 22 14:03:02 general info Goodbye'],
  ]),
};
