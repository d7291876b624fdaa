/** What lines in the logs of ejabberd, MongooseIM and clients say: they are pasted where Prosody's own (log-lines.ts) are clicked. */
import type { LogFact } from './log-lines.ts';

const line = (pattern: RegExp, summary: string, whatToTry: string): LogFact => ({ pattern, summary, whatToTry });

/** The first that fits. Each says why something failed; what merely happened is not told. */
export const otherLogLines: readonly LogFact[] = [
  line(
    /Replaced by new connection|\(conflict\)/,
    'A newer connection with the same resource took the place of this one.',
    'Give each device a resource of its own. Two clients that reconnect at once with the same resource push each other out forever.',
  ),
  line(
    /Too many unacked stanzas/,
    'The client did not confirm what it was sent, so the server gave the connection up (XEP-0198).',
    'The client must answer <r/> with <a/>. If it was only away for long, raise max_ack_queue of mod_stream_mgmt.',
  ),
  line(
    /no_previous_session_for_smid|Cannot resume session|resumption failed/i,
    'A client wanted to resume a session that the server no longer has (XEP-0198).',
    'It was away longer than sessions are kept, or the server was restarted. The client binds a resource again and sends again what was not confirmed.',
  ),
  line(
    /unsupported certificate purpose/i,
    'The certificate is not made for a server that connects to another one: there it acts as a client.',
    'Since 2026 certificates of Let’s Encrypt lack that purpose. Update the server that refuses it: ejabberd since 25.07, Prosody in Debian 12 and later take them.',
  ),
  line(
    /No certificate found matching/i,
    'None of the certificates covers this domain.',
    'Components such as conference and upload have names of their own: let the certificate name each of them.',
  ),
  line(
    /s2s dialback authentication .*remote-server-not-found/,
    'The domain of the other server could not be found or reached to ask it whether this connection is its own (XEP-0220).',
    'Look up _xmpp-server._tcp of that domain on this very machine, and try port 5269 there: dialback needs a connection in the other direction.',
  ),
  line(
    /s2s EXTERNAL authentication|Failed (inbound|outbound) s2s/,
    'The other server could not prove its domain, or did not accept the proof of this one.',
    'Read the reason at the end of the line. Check both certificates: domain, date, chain. Dialback is the way without them.',
  ),
  line(
    /Peer provided no SASL mechanisms/,
    'The other server offers no way to prove one’s domain.',
    'It did not accept the certificate of this server, and dialback is off on one side: turn on mod_s2s_dialback, or fix the certificate.',
  ),
  line(
    /non-existing domain|nxdomain/i,
    'The domain has no DNS record.',
    'Check its spelling, then its records: SRV _xmpp-server._tcp, or A and AAAA.',
  ),
  line(
    /s2s .*(timeout|timed out|connection refused|host is unreachable)/i,
    'The other server could not be reached.',
    'Try port 5269 of the hosts in its SRV records from this machine. A firewall on either side, or IPv6 that leads nowhere, are the usual causes.',
  ),
  line(
    /Idle connection|connection-timeout/,
    'Nothing came over this connection for long, so it was closed.',
    'For servers this is normal: the next stanza opens it again. A client sends white space or pings to keep it.',
  ),
  line(
    /Invalid channel binding/i,
    'The login is not bound to the TLS connection in the way that the server expects. The password is not the problem.',
    'Try the mechanism without -PLUS. A proxy that ends TLS makes -PLUS impossible.',
  ),
  line(
    /Failed c2s \S+ authentication/,
    'A client could not sign in; the reason is at the end of the line.',
    'Check that the account exists on this very host, and its password.',
  ),
  line(
    /Unexpected size|File size doesn.t match/i,
    'What was uploaded is not as long as the slot says that was asked for (XEP-0363).',
    'The size in the request must be that of the file as it is sent. A proxy that changes the body does the same.',
  ),
  line(
    /Node name mismatch/i,
    'The database belongs to an Erlang node of another name, so ejabberd does not start.',
    'Start it with the name that the message gives: ERLANG_NODE, or the host name of the container.',
  ),
  line(
    /\bemfile\b|too many open files/i,
    'The server has no file descriptors left.',
    'Raise the limit: LimitNOFILE of the systemd service, or ulimit -n.',
  ),
  line(
    /max_stanza_size|stanza is too (big|large)/i,
    'A stanza was larger than the limit.',
    'Send files with HTTP upload (XEP-0363), or raise max_stanza_size of the listener.',
  ),
];
