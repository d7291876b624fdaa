import { expect, test } from 'vitest';
import { type Surroundings, searchChromium } from '../../src/lab/host/find-chromium.ts';

/** A computer with these files: path to what it really is, or to the text of a script. */
const computer = (files: Readonly<Record<string, string>>, more: Partial<Surroundings> = {}): Surroundings => ({
  env: { PATH: '/usr/local/bin:/usr/bin' },
  real: (path) => (path in files ? (files[path]?.startsWith('/') ? files[path] : path) : undefined),
  begin: (path) => files[path] ?? '',
  playwright: undefined,
  ...more,
});

const debian = { '/usr/bin/chromium': '#!/bin/sh\nexec /usr/lib/chromium/chromium' };
const snap = { '/snap/bin/chromium': '/usr/bin/snap' };
const stub = { '/usr/bin/chromium-browser': '#!/bin/sh\nexec /snap/bin/chromium "$@"' };
const chrome = { '/usr/bin/google-chrome': '/opt/google/chrome/google-chrome' };

test("Debian's own comes first, and what STANZABOX_CHROMIUM names before it", () => {
  expect(searchChromium(computer({ ...chrome, ...debian }))).toEqual({ path: '/usr/bin/chromium' });
  const env = { STANZABOX_CHROMIUM: '/opt/mine' };
  expect(searchChromium(computer({ ...debian, '/opt/mine': 'ELF' }, { env }))).toEqual({ path: '/opt/mine' });
  expect(searchChromium(computer(debian, { env }))).toEqual({
    missing: 'STANZABOX_CHROMIUM names /opt/mine, which is not there',
  });
});

test('a snap is passed over, as a command and as the script that starts it', () => {
  expect(searchChromium(computer({ ...snap, ...stub, ...chrome }))).toEqual({ path: '/usr/bin/google-chrome' });
  const missing = (files: Readonly<Record<string, string>>) => searchChromium(computer(files));
  expect(missing({ ...snap })).toHaveProperty('missing', expect.stringContaining('/snap/bin/chromium is a snap'));
  expect(missing({ ...stub })).toHaveProperty(
    'missing',
    expect.stringContaining('/usr/bin/chromium-browser is a snap'),
  );
});

test("Playwright's own serves where there is no other", () => {
  const playwright = '/home/me/.cache/ms-playwright/chromium-1/chrome';
  expect(searchChromium(computer({ [playwright]: 'ELF', ...snap }, { playwright }))).toEqual({ path: playwright });
  expect(searchChromium(computer({}, { playwright }))).toEqual({ missing: 'there is none' });
});
