/**
 * Which Prosody a server runs. Its configuration says so in a comment, so that a text, a link and a comparison carry it as they carry
 * everything else; on a real server the line means nothing.
 */
import { newerName, newerVersion } from './bundle/newer-version.ts';
import { prosodyName, prosodyVersion } from './bundle/pinned.ts';

/** What Debian 13 installs, and what an upgrade would bring. */
export const versions: readonly {
  readonly version: string;
  readonly name: string;
  /** For lists: `13.0.1 (Debian 13)`. */
  readonly short: string;
}[] = [
  { version: prosodyVersion, name: prosodyName, short: `${prosodyVersion} (Debian 13)` },
  { version: newerVersion, name: newerName, short: `${newerVersion} (next Debian release)` },
];

const line = /^-- This tab runs it with Prosody (\S+)\n/m;

/** The version that a configuration asks for. It need not be one of those that are there. */
export function versionIn(config: string): string {
  return line.exec(config)?.[1] ?? prosodyVersion;
}

/** The same configuration for another version. */
export function withVersion(config: string, version: string): string {
  const rest = config.replace(line, '');
  return version === prosodyVersion ? rest : `-- This tab runs it with Prosody ${version}\n${rest}`;
}

/** As readers are told what ran: `Prosody 13.0.1 (Debian ...)`. */
export function nameOfVersion(version: string): string {
  return versions.find((one) => one.version === version)?.name ?? `Prosody ${version}`;
}
