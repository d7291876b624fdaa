/** The libraries that programs from the console are written for, fetched at first use and kept in the cache: Slixmpp from Debian, Smack from Maven's repository. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../playground/sandbox/bundle/index.ts';
import { debianFolder } from '../../sandbox/debian-folder.ts';
import { loaderCommand } from '../../sandbox/native-packages.ts';

const run = promisify(execFile);

/** What it takes to start programs of one language. */
export interface Language {
  readonly command: string;
  readonly options: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What is there, or in words why it is not. */
export type Found = { readonly language: Language } | { readonly problem: string };

/** Debian 13's Python with its Slixmpp. */
export async function findSlixmpp(): Promise<Found> {
  if (process.platform !== 'linux') return { problem: 'Slixmpp from Debian packages needs Linux' };
  try {
    const root = await debianFolder({ name: 'slixmpp-1', packages: ['python3-slixmpp'] });
    const [command = '', ...options] = await loaderCommand(root, 'usr/bin/python3');
    return { language: { command, options, env: { PYTHONHOME: join(root, 'usr'), PYTHONDONTWRITEBYTECODE: '1' } } };
  } catch (error) {
    return { problem: `Slixmpp could not be had: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The folder of Smack's jars, or why there is none. @param artifacts what the program itself names: `smack-tcp` */
export async function findSmack(
  artifacts: readonly string[],
  version: string,
): Promise<{ readonly jars: string } | { readonly problem: string }> {
  const jars = join(cacheFolder(), `smack-${version}-${artifacts.join('-')}`);
  if (existsSync(jars)) return { jars };
  try {
    await run('javac', ['-version']);
    await mkdir(cacheFolder(), { recursive: true });
    const work = await mkdtemp(join(cacheFolder(), 'smack-'));
    try {
      await writeFile(join(work, 'pom.xml'), project(artifacts, version));
      await run('mvn', ['-B', '-q', 'dependency:copy-dependencies', `-DoutputDirectory=${join(work, 'jars')}`], {
        cwd: work,
      });
      await rename(join(work, 'jars'), jars).catch((error) => {
        if (!existsSync(jars)) throw error;
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    return { jars };
  } catch (error) {
    // What Maven found out stands in its output.
    const said = error instanceof Error && 'stdout' in error ? `: ${String(error.stdout).slice(0, 400)}` : '';
    return { problem: `Smack could not be had: ${error instanceof Error ? error.message : String(error)}${said}` };
  }
}

function project(artifacts: readonly string[], version: string): string {
  const dependencies = artifacts.map(
    (name) =>
      `<dependency><groupId>org.igniterealtime.smack</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>recorded-test</artifactId><version>1</version>
<dependencies>${dependencies.join('\n')}</dependencies>
</project>`;
}
