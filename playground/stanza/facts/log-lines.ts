/** What lines of Prosody's log say, by their words and by the part of the server that writes them. */
export interface LogFact {
  readonly pattern: RegExp;
  readonly summary: string;
  readonly whatToTry?: string;
}

const line = (pattern: RegExp, summary: string, whatToTry?: string): LogFact =>
  whatToTry === undefined ? { pattern, summary } : { pattern, summary, whatToTry };

/** The first that fits. */
export const logLines: readonly LogFact[] = [
  line(/Hello and welcome to Prosody/, 'The server starts.'),
  line(/Client connected/, 'A client has opened a connection. Nobody has signed in yet.'),
  line(/Client disconnected: (.*)/, 'The connection of a client has ended; the reason follows.'),
  line(/Client sent opening <(stream:stream|open)>/, 'A client opens its stream to this domain.'),
  line(/Sent reply <(stream:stream|open)> to client/, 'The server answers the opening of the stream.'),
  line(/c2s stream for .* closed: (.*)/, 'The stream of a client ends; the reason follows.'),
  line(/Authenticated as (\S+)/, 'Signing in succeeded for this account.'),
  line(
    /Failed to authenticate|Authentication failed|not-authorized/,
    'Signing in failed.',
    'Check the name and the password of the account, and that it exists on this host.',
  ),
  line(/Resource bound: (\S+)/, 'The connection got its full address and can carry stanzas now.'),
  line(/Destroying session for (\S+)/, 'The session is over, and what belonged to it is removed.'),
  line(/Received\[(\w+)\]:? </, 'A stanza came in over a connection of this kind.'),
  line(/Sending\[(\w+)\]:? </, 'A stanza goes out over a connection of this kind.'),
  line(/Encrypted connection|Stream encrypted|Starting TLS/, 'The connection is encrypted from here on.'),
  line(
    /No certificate|no certificate|Certificate is invalid|certificate .*(expired|not valid|invalid)/i,
    'A certificate is missing or is not accepted.',
    'Check the certificate for this very domain, and its date.',
  ),
  line(/Loading module|Initialized|Loaded module/i, 'A module of the server is loaded.'),
  line(
    /Error (initializing|loading) module|Unable to load module|Failed to load module/i,
    'A module could not be loaded, so its features are missing.',
    'Compare the name in modules_enabled with the modules that are installed. The rest of the line names the cause.',
  ),
  line(/mod_\w+: .*deprecated|deprecated/i, 'Something in the configuration is old and will go away.'),
  line(
    /Connection attempts? failed|connection failed|Failed in all attempts to connect/i,
    'The other server could not be reached.',
    'Check the DNS records and port 5269 of the other domain.',
  ),
  line(/Beginning new connection attempt to (\S+)/, 'The server tries to reach another one.'),
  line(/Outgoing s2s connection .* complete|s2s .* authenticated/i, 'The connection between two servers is up.'),
  line(/First attempt to connect to (\S+)/, 'The server looks up another one for the first time.'),
  line(
    /sending error replies for .* queued stanzas/i,
    'Stanzas waited for another server that could not be reached, and are answered with errors.',
  ),
  line(/opened an? (file|sqlite)|datamanager|storage/i, 'The server reads or writes what it keeps.'),
  line(
    /No such host|Host .* is not configured|unknown host/i,
    'Nobody serves this domain here.',
    'Compare it with the VirtualHost and Component lines of the configuration.',
  ),
  line(
    /Traceback|stack traceback|attempt to (index|call|compare)/,
    'A program error inside a module.',
    'The first line names file and line. The stanza before it in the log has set it off.',
  ),
  line(/Reloading configuration|Config reload/i, 'The configuration is read again.'),
  line(/Activated service '([^']+)'/, 'The server listens on this port now.'),
  line(/Shutting down|Shutdown/i, 'The server stops.'),
  line(/timed? ?out|ping timeout|did not respond to ping/i, 'The other side was silent for too long.'),
  line(/Discarding message|dropping message|bounc/i, 'A message could not be delivered.'),
  line(/Archiving|archive/i, 'The message archive is at work.'),
  line(
    /Creating new session with smacks|smacks|stream management/i,
    'Stream management is at work: it counts stanzas and keeps sessions that have lost their connection.',
  ),
  line(/Stanza of type .* from a c2s stream that isn't authed/i, 'A stanza came before signing in, and was refused.'),
  line(
    /Unhandled c2s_unauthed stanza|Unhandled .* stanza: (.*)/i,
    'No module took this stanza, so it is refused.',
    'Check its namespace, and whether the module for it is enabled.',
  ),
];

/** Who writes the line. */
export const logSources: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/^c2s[\da-f]*$/, 'Connections of clients. The letters and digits name one of them.'],
  [/^s2sin[\da-f]*$/, 'Connections that come in from other servers.'],
  [/^s2sout[\da-f]*$/, 'Connections that go out to other servers.'],
  [/^(jcp|component)[\da-f]*$/, 'Connections of components.'],
  [/:c2s$/, 'The part that takes connections of clients.'],
  [/:s2s$/, 'The part that talks to other servers.'],
  [/:saslauth$/, 'The part that signs accounts in.'],
  [/:tls$/, 'The part that encrypts connections.'],
  [/:websocket$/, 'The part that takes connections over WebSocket.'],
  [/^mod_cron$/, 'The clock that starts what a server does now and then.'],
  [/:muc_mam$/, 'The part that keeps the archive of rooms.'],
  [/:muc$/, 'The part that runs rooms.'],
  [/:mam$/, 'The part that keeps the message archive.'],
  [/:pep$/, 'The part that runs publish-subscribe at each account.'],
  [/:pubsub$/, 'The part that runs publish-subscribe.'],
  [/:smacks$/, 'The part that does stream management.'],
  [/:roster$/, 'The part that keeps contact lists.'],
  [/:presence$/, 'The part that passes presence on.'],
  [/:register(_ibr)?$/, 'The part with which accounts are registered.'],
  [/:http(_file_share)?$/, 'The part that answers HTTP: uploads, WebSocket, BOSH.'],
  [/:dialback$/, 'The part with which servers prove their domain by a callback.'],
  [/:csi_simple$/, 'The part that holds back what can wait while a client is inactive.'],
  [/:blocklist$/, 'The part that keeps the lists of blocked addresses.'],
  [
    /^(modulemanager|startup|general|configmanager|certmanager|portmanager|hostmanager|stanzarouter|usermanager|rostermanager|sessionmanager|storagemanager)$/,
    'The core of the server.',
  ],
];
