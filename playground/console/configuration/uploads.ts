/** The upload service (XEP-0363) in a configuration of Prosody. */
import { hostsIn } from './lua-options.ts';

/** The host at which the upload service of a server is, by habit of this console. */
export function uploadHost(server: string): string {
  return `share.${server}`;
}

export function hasUploads(config: string): boolean {
  return hostsIn(config).some(({ kind, module }) => kind === 'Component' && module === 'http_file_share');
}

/** The configuration with an upload service, as it was when it has one. */
export function withUploads(config: string, server: string): string {
  return hasUploads(config) ? config : `${config.trimEnd()}\n${uploadLines(server)}`;
}

export function uploadLines(server: string): string {
  return `
Component "${uploadHost(server)}" "http_file_share" -- uploads (XEP-0363)
	http_file_share_size_limit = 1024 * 1024 -- bytes of a file
	http_file_share_expires_after = "1 day"
`;
}
