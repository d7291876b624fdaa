/** What Prosody ships and this server does not run, and why. The documentation renders this table. */

export interface LeftOut {
  /** The module's name as in `modules_enabled`. */
  readonly module: string;
  readonly why: string;
  /** Not in the bundle at all: Prosody says "Unable to load module". The others load when the configuration asks. */
  readonly removed: boolean;
}

export const leftOut: readonly LeftOut[] = [
  { module: 'auth_ldap', why: 'asks an LDAP server through a C library', removed: true },
  { module: 'auth_insecure', why: 'accepts every password; exists for tests of Prosody itself', removed: true },
  { module: 'storage_sql', why: 'needs a database library in C', removed: true },
  { module: 'storage_xep0227', why: 'a format for exports between servers', removed: true },
  { module: 'debug_sql', why: 'shows queries of storage_sql', removed: true },
  { module: 'pep_simple', why: 'replaced by pep, which keeps what is published', removed: true },
  { module: 'pep_plus', why: 'an old name of pep', removed: true },
  { module: 'admin_telnet', why: 'an old name of admin_shell', removed: true },
  { module: 'windows', why: 'for Windows only', removed: true },
  { module: 'http_files', why: 'serves files of a disk; a tab has no web server', removed: true },
  { module: 'turn_external', why: 'hands out the address of a TURN server; there is none', removed: true },
  { module: 'mimicking', why: 'needs the table of confusable characters of a C library', removed: true },
  { module: 'scansion_record', why: 'records sessions to files on a disk', removed: true },
  { module: 'proxy65', why: 'moves files between clients over TCP ports that they can reach', removed: false },
  { module: 'net_multiplex', why: 'shares one TCP port between protocols; ports cost nothing here', removed: false },
  { module: 'tls', why: 'no encryption inside a tab; on with the pretend TLS option', removed: false },
  { module: 'limits', why: 'slows fast clients down; on when the configuration asks', removed: false },
  { module: 'bosh', why: 'HTTP on port 5280, for a client that speaks it over the pipe', removed: false },
  { module: 'websocket', why: 'HTTP on port 5280, for a client that speaks it over the pipe', removed: false },
];
