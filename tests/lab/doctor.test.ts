import { expect, test } from 'vitest';
import { installCommands, prescription } from '../../src/lab/host/doctor.ts';

const missing = [
  { program: 'mmdebstrap', apt: 'mmdebstrap', why: 'makes the image' },
  { program: 'nsenter', apt: 'util-linux', why: 'enters the machines' },
  { program: 'flock', apt: 'util-linux', why: 'lets runners wait' },
];

test('what is missing is listed with its purpose and one command that installs it, each package once', () => {
  expect(prescription({ missing })).toBe(`This computer lacks:
  mmdebstrap: makes the image
  nsenter: enters the machines
  flock: lets runners wait
Install it with:
  apt-get install --yes --no-install-recommends mmdebstrap util-linux
or let the lab do it: npm run lab -- doctor --fix`);
});

test('where nothing is missing there is nothing to say; where the lab can never run, one sentence', () => {
  expect(prescription({ missing: [] })).toBeUndefined();
  expect(prescription({ impossible: 'The lab needs Linux.', missing })).toBe('The lab needs Linux.');
});

test('what no package brings has a command of its own, after that of apt', () => {
  const command = ['npx', 'playwright-core', 'install', '--with-deps', 'chromium'];
  const commands = installCommands([{ program: 'chromium', command, why: 'runs browser steps' }, ...missing]);
  expect(commands.map(([program]) => program)).toEqual(['apt-get', 'npx']);
});
