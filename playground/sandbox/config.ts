import type { DnsTable, ServerConfig } from './types.ts';

const shared = `
modules_enabled = {
	"roster"; "saslauth"; "disco"; "ping"; "time"; "version"; "uptime"; "register";
	"private"; "blocklist"; "vcard4"; "vcard_legacy"; "pep"; "carbons"; "mam"; "smacks"; "csi_simple"; "bookmarks";
	"lastactivity"; "offline"; "admin_shell"; "dialback";
}
modules_disabled = { "tls" }

log = { info = "*console" }
authentication = "internal_hashed"
c2s_require_encryption = false
s2s_require_encryption = false
s2s_secure_auth = false
allow_unencrypted_plain_auth = true
allow_registration = true
`;

export const montague: ServerConfig = {
  name: 'montague.example',
  address: '192.0.2.1',
  config: `${shared}
admins = { "romeo@montague.example" }

VirtualHost "montague.example"

VirtualHost "anon.montague.example"
	authentication = "anonymous"

Component "conference.montague.example" "muc"
	modules_enabled = { "muc_mam" }

Component "pubsub.montague.example" "pubsub"
`,
  accounts: ['romeo', 'juliet', 'mercutio', 'nurse'].map((user) => ({
    jid: `${user}@montague.example`,
    password: user,
  })),
};

export const capulet: ServerConfig = {
  name: 'capulet.example',
  address: '192.0.2.2',
  config: `${shared}
VirtualHost "capulet.example"
`,
  accounts: ['juliet', 'nurse'].map((user) => ({ jid: `${user}@capulet.example`, password: user })),
};

export const defaultDns: DnsTable = {};
