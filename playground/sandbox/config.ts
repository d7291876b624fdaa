/** The ready-made world: two servers, their accounts and their DNS. The console starts it; lessons and tests build on it. */
import { cast, clientPort, homeHost, otherHost } from '../cast.ts';
import type { Account, DnsTable, ServerConfig } from './types.ts';

/** Settings that both servers share. Prosody's own language, as in /etc/prosody/prosody.cfg.lua. */
const shared = `-- This is Prosody's own configuration file. Change it and press Restart.
-- All settings: https://prosody.im/doc/configure

-- Modules that are on. The others that Prosody ships can be added by name.
modules_enabled = {
	-- The basics
	"roster"; -- contacts, and who may see whom (RFC 6121)
	"saslauth"; -- logging in (RFC 6120)
	"disco"; -- what a server, a room or a client can do (XEP-0030)

	-- Accounts and profiles
	"register"; -- accounts made by the client (XEP-0077)
	"vcard4"; "vcard_legacy"; -- profiles and avatars (XEP-0292, XEP-0054, XEP-0084)
	"pep"; -- publishing to one's contacts (XEP-0163)
	"private"; -- small data kept for the client (XEP-0049)
	"bookmarks"; -- rooms to join (XEP-0402)
	"blocklist"; -- blocking addresses (XEP-0191)
	"account_activity";

	-- Messages
	"carbons"; -- all devices see all messages (XEP-0280)
	"mam"; -- the archive (XEP-0313)
	"smacks"; -- acknowledgements and resumption (XEP-0198)
	"csi_simple"; -- less traffic for phones (XEP-0352)

	-- Questions to the server
	"ping"; "time"; "version"; "uptime"; "lastactivity"; -- XEP-0199, 0202, 0092, 0012

	-- Administration
	"server_contact_info"; -- whom to ask (XEP-0157)
	"watchregistrations"; "welcome"; -- messages about new accounts
	"admin_shell"; -- the shell of this page

	-- Other servers
	"dialback"; -- trust by DNS (XEP-0220)
}

authentication = "internal_hashed" -- SCRAM; the passwords themselves are not kept
-- password_hash = "SHA-256" -- then SCRAM-SHA-256; the default is SHA-1
allow_registration = true

-- There is no TLS inside a browser tab. A server on the internet keeps these as they are by default.
c2s_require_encryption = false
s2s_require_encryption = false
s2s_secure_auth = false
allow_unencrypted_plain_auth = true
https_ports = {}

archive_expires_after = "1w"
log = { info = "*console" } -- "debug" shows every step
`;

export const montague: ServerConfig = {
  name: homeHost,
  address: '192.0.2.1',
  config: `${shared}
admins = { "romeo@montague.example" }
contact_info = { admin = { "xmpp:romeo@montague.example" } }

VirtualHost "montague.example"

-- Anyone may enter here, without an account.
VirtualHost "anon.montague.example"
	authentication = "anonymous"

Component "conference.montague.example" "muc" -- rooms (XEP-0045)
	modules_enabled = { "muc_mam" }

Component "pubsub.montague.example" "pubsub" -- publish-subscribe (XEP-0060)
`,
  accounts: accountsOf(homeHost),
};

export const capulet: ServerConfig = {
  name: otherHost,
  address: '192.0.2.2',
  config: `${shared}
admins = { "juliet@capulet.example" }

VirtualHost "capulet.example"

Component "conference.capulet.example" "muc"
	modules_enabled = { "muc_mam" }
`,
  accounts: accountsOf(otherHost),
};

function accountsOf(host: string): readonly Account[] {
  return cast.filter((one) => one.host === host).map(({ local, password }) => ({ jid: `${local}@${host}`, password }));
}

/** The records by which the two servers find each other (RFC 6120 section 3.2). */
export const defaultDns: DnsTable = Object.fromEntries([
  ...recordsOf(montague, [
    'montague.example',
    'anon.montague.example',
    'conference.montague.example',
    'pubsub.montague.example',
  ]),
  ...recordsOf(capulet, ['capulet.example', 'conference.capulet.example']),
]);

function recordsOf(server: ServerConfig, domains: readonly string[]): [string, string[]][] {
  const host = `xmpp.${server.name}`;
  return [
    [`${host} A`, [server.address]],
    ...domains.flatMap((domain): [string, string[]][] => [
      [`_xmpp-client._tcp.${domain} SRV`, [`0 5 ${clientPort} ${host}`]],
      [`_xmpp-server._tcp.${domain} SRV`, [`0 5 5269 ${host}`]],
    ]),
  ];
}

/** The same server as it is by default on the internet: encryption required. Runs with the option `pretendTls` only. */
export function requireEncryption(server: ServerConfig): ServerConfig {
  const config = server.config
    .replace('"saslauth";', '"tls"; "saslauth";')
    .replace(
      '-- There is no TLS inside a browser tab. A server on the internet keeps these as they are by default.\n',
      '',
    )
    .replace(
      /^(c2s_require_encryption|s2s_require_encryption|s2s_secure_auth|allow_unencrypted_plain_auth|https_ports) = .*\n/gm,
      '',
    )
    // A pretended certificate convinces nobody: dialback decides, as between servers with certificates of their own making.
    .replace('allow_registration = true\n', 'allow_registration = true\ns2s_secure_auth = false\n');
  return { ...server, config };
}
