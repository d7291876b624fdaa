/** What machines say is somebody else's text: bounded, without orders to the terminal, and waited for only as long as it comes. */
import { expect, test } from 'vitest';
import { printPlainly } from '../../src/lab/host/plain-console.ts';
import { run } from '../../src/lab/process.ts';
import { refusedPackages } from '../../src/lab/world/refused-packages.ts';

test('orders to the terminal are printed as text; lines and letters of all languages stay', () => {
  const original = { log: console.log, warn: console.warn, error: console.error };
  const printed: unknown[] = [];
  for (const method of ['log', 'warn', 'error'] as const) console[method] = (text: unknown) => printed.push(text);
  try {
    printPlainly();
    console.log('a\u001b]52;c;ZXZpbA==\u0007b');
    console.warn('\u009b2J\rover');
    console.error('line\n\tעברית 日本 \u202eturned');
    console.log();
  } finally {
    Object.assign(console, original);
  }
  expect(printed).toEqual([
    'a\\u001b]52;c;ZXZpbA==\\u0007b',
    '\\u009b2J\\u000dover',
    'line\n\tעברית 日本 \\u202eturned',
    '',
  ]);
});

test('a program that says more than is read of it is ended', async () => {
  const done = await run('yes', [], { most: 100_000 });
  expect(done.signal).toBe('SIGKILL');
  // One piece of the pipe more at most.
  expect(done.stdout.length).toBeLessThan(300_000);
});

test('what a program leaves running with its output open is not waited for', async () => {
  const done = await run('sh', ['-c', 'echo said; sleep 60 & echo $! >&2']);
  process.kill(Number(done.stderr));
  expect(done).toMatchObject({ status: 0, stdout: 'said\n' });
});

test('packages that apt refused are found in what it printed, those of the mirror only', () => {
  const package_ = 'http://deb.debian.org/debian/pool/main/h/hello/hello_2.10-5_amd64.deb';
  const other = 'http://security.debian.org/debian-security/pool/updates/main/o/openssl/openssl_3.5_amd64.deb';
  const output = [
    `Err:1 http://deb.debian.org/debian trixie/main amd64 hello amd64 2.10-5`,
    '  Hash Sum mismatch',
    `E: Failed to fetch ${package_}  Hash Sum mismatch`,
    `E: Failed to fetch ${package_}  Hash Sum mismatch`,
    `E: Failed to fetch ${other}  File has unexpected size (1 != 2). Mirror sync in progress?`,
    'E: Failed to fetch http://127.0.0.1/x.deb  Hash Sum mismatch',
    'E: Failed to fetch http://deb.debian.org/debian/y.deb  404  Not Found',
  ].join('\n');
  expect(refusedPackages(output)).toEqual([package_, other]);
});
