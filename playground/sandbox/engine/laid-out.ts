import type { Files } from '../bundle-format.ts';
import type { Account } from '../types.ts';
import { accountsFile } from './accounts.ts';
import { MemoryFiles } from './system/memory-files.ts';

export const DATA = '/var/lib/prosody';
export const CONFIG_PATH = '/etc/prosody/prosody.cfg.lua';
/** Folders that Debian's package makes, and its own configuration names. */
const DEBIAN = [
  '/etc/prosody/certs',
  '/etc/prosody/conf.avail',
  '/etc/prosody/conf.d',
  '/run/prosody',
  '/usr/local/lib/prosody/modules',
  '/var/log/prosody',
];

export interface Layout {
  readonly files: Files;
  readonly config: string;
  readonly accounts: readonly Account[];
}

/** The files of a server that has not run. */
export function layOut({ files, config, accounts }: Layout, now: () => number): MemoryFiles {
  const laidOut = new MemoryFiles(now);
  install(laidOut, files);
  for (const directory of [DATA, ...DEBIAN]) laidOut.makeDirectories(directory);
  const encoder = new TextEncoder();
  laidOut.put(CONFIG_PATH, encoder.encode(config));
  laidOut.put('/etc/stanzabox/accounts.lua', encoder.encode(accountsFile(accounts)));
  return laidOut;
}

/** Puts a bundle's files where the server looks for them. */
export function install(into: MemoryFiles, files: Files): void {
  for (const [path, content] of files) into.put(`/usr/lib/${path}`, content);
}
