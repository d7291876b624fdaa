/** What the lab knows of one XMPP server: the shape of prosody.ts, ejabberd.ts and openfire.ts. */
import type { Machine } from '../machine/machine.ts';
import type { Finished } from '../process.ts';

/** A TCP port at which a server takes WebSockets (RFC 7395). */
export interface WebSocketPort {
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
}

export interface NewAccount {
  readonly name: string;
  /** XMPP domain: `example.com`. */
  readonly host: string;
  readonly password: string;
}

export interface LabServer {
  /** Debian's package, whose version the evidence names. */
  readonly package: string;
  readonly webSocket: {
    readonly path: string;
    /** By default, the encrypted one first: some servers offer no passwords on the other. */
    readonly ports: readonly WebSocketPort[];
  };
  /** Log files as its package sets them up; a failure report shows the ends of those that exist. */
  readonly logs: readonly string[];
  /** Makes an account as the server's administrator does from a shell on its machine. Status 0: it was made. */
  makeAccount(machine: Machine, account: NewAccount): Promise<Finished>;
}
