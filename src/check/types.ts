/** The door of the check room, as types: a server seen from outside. */
import type { Finding } from '../../playground/check/types.ts';

export type { Evidence, Finding, Fix, Level } from '../../playground/check/types.ts';

/** The servers that have guides here. */
export type Software = 'prosody' | 'ejabberd' | 'openfire';

export interface CheckOptions {
  /** In ASCII, as `readTarget` gives it: `xn--bcher-kva.example`. */
  readonly domain: string;
  /** `192.0.2.53`, `192.0.2.53:5353` or `[2001:db8::53]:5353`; without it, the ones of this computer. */
  readonly resolver?: string;
  /** Milliseconds for each step: one answer of DNS, one connection, one handshake, one reply. */
  readonly timeout: number;
  /** Certificates in PEM that are trusted as well as those that Node brings along (Mozilla's list). */
  readonly authorities?: string;
  /** Whose guides the advice leads to. Without it, the server's own word counts where it gives one. */
  readonly software?: Software;
  /** A certificate that is valid for fewer days is a fault. */
  readonly days?: number;
  readonly account?: { readonly jid: string; readonly password: string };
  /** Where the domain's web server listens: for tests, which may not use port 443. */
  readonly webPort?: number;
  /** The ports that count where there are no SRV records (RFC 6120 section 3.2.2): for tests again. */
  readonly fallbackPorts?: Readonly<Record<'xmpp-client' | 'xmpp-server', number>>;
}

/** `fault`: something is wrong for somebody. `unchecked`: nothing wrong was found, and what matters could not be looked at. */
export type Verdict = 'good' | 'fault' | 'unchecked';

/** What `--json` prints. A change that a reader of it would trip over raises `schema`. */
export interface Report {
  readonly schema: 1;
  readonly domain: string;
  /** When it was begun: `2026-11-27T00:30:00.000Z`. */
  readonly date: string;
  /** Which name servers were asked. */
  readonly resolver: readonly string[];
  /** Whose guides the advice leads to, where that is known. */
  readonly software?: Software;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Finding['level'], number>>;
  readonly findings: readonly Finding[];
}
