/** A certificate authority made by openssl, with an intermediate one, and certificates that are right or wrong in a chosen way. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const day = 86_400_000;

export interface Wish {
  readonly names: readonly string[];
  /** In days from now: -100 to -1 has expired. */
  readonly from?: number;
  readonly to?: number;
  readonly selfSigned?: boolean;
}

export interface KeyPair {
  readonly key: string;
  /** The certificate and those that signed it, up to the root's. */
  readonly whole: string;
  /** The certificate alone. */
  readonly alone: string;
}

export interface Authority {
  /** PEM */
  readonly root: string;
  issue(wish: Wish): Promise<KeyPair>;
}

const asn1 = (days: number): string =>
  new Date(Date.now() + days * day)
    .toISOString()
    .replace(/[-:T]/g, '')
    .replace(/\.\d+Z$/, 'Z');

/** `openssl ca` is the one way to choose both dates that OpenSSL 3.0 has. */
async function sign(
  folder: string,
  name: string,
  by: string,
  wish: { from: number; to: number; extensions: string },
): Promise<void> {
  const database = join(folder, `${name}-signing`);
  await mkdir(database);
  await writeFile(join(database, 'index.txt'), '');
  const config = join(database, 'ca.cnf');
  await writeFile(
    config,
    `[ca]
default_ca = test
[test]
database = ${database}/index.txt
new_certs_dir = ${database}
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[extensions]
${wish.extensions}
`,
  );
  await run('openssl', [
    ...['ca', '-batch', '-notext', '-config', config, '-extensions', 'extensions'],
    ...['-cert', join(folder, `${by}.crt`), '-keyfile', join(folder, `${by}.key`)],
    ...['-startdate', asn1(wish.from), '-enddate', asn1(wish.to)],
    ...['-in', join(folder, `${name}.csr`), '-out', join(folder, `${name}.crt`)],
  ]);
}

const request = (folder: string, name: string, subject: string) =>
  run('openssl', [
    ...['req', '-new', ...newKey, '-subj', `/CN=${subject}`],
    ...['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.csr`)],
  ]);

export async function makeAuthority(folder: string): Promise<Authority> {
  await run('openssl', [
    ...['req', '-x509', ...newKey, '-days', '3650', '-subj', '/CN=Root of the test'],
    ...['-keyout', join(folder, 'root.key'), '-out', join(folder, 'root.crt')],
  ]);
  await request(folder, 'middle', 'Intermediate of the test');
  await sign(folder, 'middle', 'root', { from: -900, to: 900, extensions: 'basicConstraints = critical, CA:TRUE' });
  const [root, middle] = await Promise.all(
    ['root', 'middle'].map((name) => readFile(join(folder, `${name}.crt`), 'utf8')),
  );
  let count = 0;
  return {
    root: root ?? '',
    issue: async ({ names, from = -1, to = 89, selfSigned = false }) => {
      count += 1;
      const name = `leaf-${count}`;
      const file = (ending: string): string => join(folder, `${name}${ending}`);
      const alternative = names.map((each) => `DNS:${each}`).join(', ');
      await request(folder, name, names[0] ?? 'nobody');
      const extensions = `basicConstraints = CA:FALSE${alternative === '' ? '' : `\nsubjectAltName = ${alternative}`}`;
      if (selfSigned) {
        const more = alternative === '' ? [] : ['-addext', `subjectAltName=${alternative}`];
        await run('openssl', [
          'req',
          '-x509',
          '-key',
          file('.key'),
          '-subj',
          `/CN=${names[0]}`,
          '-days',
          '89',
          ...more,
          '-out',
          file('.crt'),
        ]);
      } else await sign(folder, name, 'middle', { from, to, extensions });
      const alone = await readFile(file('.crt'), 'utf8');
      await writeFile(file('-whole.crt'), selfSigned ? alone : `${alone}${middle}`);
      return { key: file('.key'), whole: file('-whole.crt'), alone: file('.crt') };
    },
  };
}
