/**
 * The friend: a Prosody at example.net that is set up already, with a certificate of the network's Let's Encrypt, so that a
 * guide about federation has somebody to talk to. Accounts: {@link friendAccounts}.
 */
import type { DnsRecord } from '../../lesson/index.ts';
import { address } from '../paths.ts';
import type { Machine } from './machine.ts';

const domain = 'example.net';
const host = `xmpp.${domain}`;

/** Name to password, at example.net. */
export const friendAccounts: Readonly<Record<string, string>> = { friend: 'friend-secret', nurse: 'nurse-secret' };

const configuration = `-- The friend's server: what a careful operator would run.
admins = { }
modules_enabled = {
  "roster"; "saslauth"; "tls"; "dialback"; "disco"; "private"; "vcard4"; "vcard_legacy"; "carbons"; "pep"; "blocklist";
  "bookmarks"; "ping"; "register"; "time"; "uptime"; "version"; "mam"; "csi_simple"; "limits"; "admin_shell"; "posix";
}
c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
authentication = "internal_hashed"
certificates = "certs"
log = { info = "/var/log/prosody/prosody.log"; error = "/var/log/prosody/prosody.err"; }
pidfile = "/run/prosody/prosody.pid"
VirtualHost "${domain}"
Component "conference.${domain}" "muc"
`;

/** Its names, as its own DNS provider would publish them. */
export function friendRecords(last: number): DnsRecord[] {
  const record = (name: string, type: string, data: string): DnsRecord => ({ name: `${name}.`, ttl: 300, type, data });
  const service = (name: string, port: number) => record(`${name}._tcp.${domain}`, 'SRV', `0 5 ${port} ${host}.`);
  return [
    ...[domain, host, `conference.${domain}`].flatMap((name) => [
      record(name, 'A', address.v4(last)),
      record(name, 'AAAA', address.v6(last)),
    ]),
    service('_xmpp-client', 5222),
    service('_xmpps-client', 5223),
    service('_xmpp-server', 5269),
    record(`_xmpp-server._tcp.conference.${domain}`, 'SRV', `0 5 5269 ${host}.`),
  ];
}

// The names must be served already: Pebble asks the machine for its proof.
const setUp = `set -e
cat > /etc/prosody/prosody.cfg.lua
certbot certonly --quiet --standalone --agree-tos --non-interactive -m admin@${domain} -d ${domain} -d ${host} -d conference.${domain}
prosodyctl --root cert import /etc/letsencrypt/live
systemctl enable --quiet prosody
systemctl restart prosody
`;

/** Sets up the booted machine. Once per network; its layers are used again. */
export async function setUpFriend(machine: Machine): Promise<void> {
  const done = await machine.look(['sh', '-c', setUp], { input: configuration, timeout: 120_000 });
  if (done.status !== 0) throw new Error(`The friend at ${domain} could not be set up:\n${done.stdout}${done.stderr}`);
  for (const [name, password] of Object.entries(friendAccounts)) {
    const added = await machine.look(['prosodyctl', 'register', name, domain, password]);
    if (added.status !== 0)
      throw new Error(`The account ${name}@${domain} could not be made:\n${added.stdout}${added.stderr}`);
  }
}
