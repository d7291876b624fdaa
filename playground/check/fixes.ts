/** What to do about each finding, on each server. A page is named only where its section does just that. */
import type { CheckId } from './catalogue.ts';
import type { Software } from './software.ts';
import type { Fix } from './types.ts';

type Fixes = Readonly<Partial<Record<Software, Fix>>> & { readonly any: string };

const prosodyModules = 'in modules_enabled, and restart';
const openfireFeatures = 'guides/openfire/first-message/#what-the-server-can-do';
const openfireArchive = 'guides/openfire/archive/#install-the-plugin';
/** The plugin is there, and keeps nothing until it is told to. */
const openfireArchiving = 'guides/openfire/archive/#switch-it-on';

export const fixes: Readonly<Partial<Record<CheckId, Fixes>>> = {
  mechanisms: {
    any: 'Turn on SCRAM, and let the server store passwords hashed.',
    prosody: { words: 'Set authentication = "internal_hashed", and leave DIGEST-MD5 off.' },
    ejabberd: { words: 'Set auth_password_format: scram, and add old mechanisms to disable_sasl_mechanisms.' },
    openfire: { words: 'Leave only the SCRAM mechanisms and PLAIN in the property sasl.mechs.' },
  },
  guests: {
    any: 'Turn SASL ANONYMOUS off for this domain.',
    prosody: {
      words:
        'Give guests a VirtualHost of their own with authentication = "anonymous", and use "internal_hashed" for this one.',
    },
    ejabberd: { words: 'Take anonymous out of auth_method.' },
    openfire: {
      words: 'In the console: Server, Server Settings, Registration & Login, Anonymous Login: disabled.',
      page: 'guides/openfire/first-message/#anonymous-guests',
    },
  },
  caps: {
    any: 'Turn on entity capabilities (XEP-0115) for the server’s own stream features.',
    prosody: { words: `Have "disco" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_caps below modules.' },
  },
  'stream-management': {
    any: 'Turn on stream management (XEP-0198).',
    prosody: { words: `Have "smacks" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_stream_mgmt below modules.' },
    openfire: { words: 'Set the property stream.management.active to true.' },
  },
  resume: {
    any: 'Let the server keep sessions for resuming, for some minutes.',
    prosody: { words: `Have "smacks" ${prosodyModules}. smacks_hibernation_time says how long a session is kept.` },
    ejabberd: { words: 'Have mod_stream_mgmt below modules, and resume_timeout above 0.' },
  },
  csi: {
    any: 'Turn on client state indication (XEP-0352).',
    prosody: { words: `Have "csi_simple" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_client_state below modules.' },
  },
  push: {
    any: 'Turn on push notifications (XEP-0357).',
    prosody: { words: `Have "cloud_notify" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_push and mod_push_keepalive below modules.' },
    openfire: { words: 'Openfire itself has no push. A plugin (Push Notification) adds it.', page: openfireFeatures },
  },
  'alternate-connections': {
    any: 'Serve /.well-known/host-meta and host-meta.json at the domain, with Access-Control-Allow-Origin: *.',
    prosody: {
      words:
        'Let the web server of the domain pass /.well-known/host-meta on to Prosody, whose module http_altconnect answers.',
      page: 'guides/prosody/first-message/#history-and-clients-in-a-browser',
    },
    ejabberd: {
      words: 'Let the web server of the domain tell the address of the WebSocket.',
      page: 'guides/ejabberd/first-message/#clients-in-a-browser',
    },
    openfire: {
      words: 'Let the web server of the domain tell the address of the WebSocket.',
      page: 'guides/openfire/first-message/#clients-in-a-browser',
    },
  },
  'disco-server': {
    any: 'Turn on service discovery (XEP-0030).',
    prosody: { words: `Have "disco" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_disco below modules.' },
  },
  ping: {
    any: 'Turn on ping (XEP-0199).',
    prosody: { words: `Have "ping" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_ping below modules.' },
  },
  'roster-versioning': {
    any: 'Turn on versions of the contact list (RFC 6121 section 2.6).',
    ejabberd: { words: 'Set versioning: true below mod_roster.' },
    openfire: { words: 'Set the property xmpp.client.roster.versioning.active to true.' },
  },
  blocking: {
    any: 'Turn on the blocking command (XEP-0191).',
    prosody: { words: `Have "blocklist" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_blocking and mod_privacy below modules.' },
  },
  carbons: {
    any: 'Turn on message carbons (XEP-0280).',
    prosody: { words: `Have "carbons" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_carboncopy below modules.' },
  },
  offline: {
    any: 'Turn on the storage of messages for people who are away (XEP-0160).',
    prosody: { words: 'Take "offline" out of modules_disabled: it is loaded by itself.' },
    ejabberd: { words: 'Have mod_offline below modules.' },
    openfire: {
      words: 'In the console: Server, Server Settings, Offline Messages: let it store them.',
      page: 'guides/openfire/offline/#how-much-and-for-how-long',
    },
  },
  archive: {
    any: 'Turn on the message archive (XEP-0313).',
    prosody: {
      words: `Have "mam" ${prosodyModules}.`,
      page: 'guides/prosody/first-message/#history-and-clients-in-a-browser',
    },
    ejabberd: {
      words: 'Have mod_mam below modules, with a database that may grow.',
      page: 'guides/ejabberd/first-message/#history-and-passwords-of-their-own',
    },
    openfire: {
      words: 'Openfire itself keeps no archive. The plugin Monitoring Service adds one.',
      page: openfireArchive,
    },
  },
  'archive-default': {
    any: 'Let the archive keep messages unless a user turns it off.',
    prosody: { words: 'Set default_archive_policy = true.' },
    ejabberd: {
      words: 'Set default: always below mod_mam.',
      page: 'guides/ejabberd/first-message/#history-and-passwords-of-their-own',
    },
    openfire: {
      words: 'In the console: Server, Archiving, Archiving Settings: archive one-to-one chats.',
      page: openfireArchiving,
    },
  },
  'stanza-ids': {
    any: 'Turn on the message archive; most servers give ids with it.',
    prosody: {
      words: `Have "mam" ${prosodyModules}.`,
      page: 'guides/prosody/first-message/#history-and-clients-in-a-browser',
    },
    ejabberd: {
      words: 'Have mod_mam below modules, or mod_stanza_id where there is one.',
      page: 'guides/ejabberd/first-message/#history-and-passwords-of-their-own',
    },
    openfire: { words: 'The plugin Monitoring Service adds an archive with ids.', page: openfireArchive },
  },
  vcard: {
    any: 'Turn on profiles (XEP-0054).',
    prosody: { words: `Have "vcard_legacy" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_vcard below modules.' },
  },
  'avatar-conversion': {
    any: 'Turn on the conversion of avatars (XEP-0398).',
    prosody: { words: `Have "vcard_legacy" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_avatar below modules. It needs mod_vcard, mod_vcard_xupdate and mod_pubsub.' },
  },
  pep: {
    any: 'Turn on the personal eventing protocol (XEP-0163).',
    prosody: { words: `Have "pep" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_pubsub below modules, with pep among its plugins.' },
    openfire: { words: 'Set the property xmpp.pep.enabled to true.' },
  },
  'publish-options': {
    any: 'Update the server: older versions ignore the conditions under which an item is published.',
    ejabberd: {
      words:
        'Have mod_pubsub with pep among its plugins, and do not force a node’s settings (force_node_config) for all nodes.',
    },
  },
  'access-models': { any: 'Update the server, and do not force one access model for all nodes.' },
  bookmarks: {
    any: 'Turn on the conversion of bookmarks (XEP-0402).',
    prosody: { words: `Have "bookmarks" ${prosodyModules}.` },
    ejabberd: { words: 'Have mod_private below modules, and mod_pubsub with pep among its plugins.' },
  },
  rooms: {
    any: 'Turn on a service for rooms (XEP-0045).',
    prosody: {
      words: 'Add Component "conference.example.com" "muc".',
      page: 'guides/prosody/install/#serve-your-own-domain',
    },
    ejabberd: { words: 'Have mod_muc below modules.' },
    openfire: { words: 'In the console: Group Chat, Group Chat Settings: add a service.' },
  },
  'room-creation': {
    any: 'Let users of this server open rooms.',
    prosody: { words: 'Set restrict_room_creation = "local" below the component, or take the option out.' },
    ejabberd: { words: 'Set access_create: local below mod_muc.' },
    openfire: {
      words: 'In the console: Group Chat, Group Chat Settings, Room Creation Permissions.',
      page: 'guides/openfire/rooms/#users-cannot-open-a-room',
    },
  },
  'room-archive': {
    any: 'Turn on the archive of rooms (XEP-0313).',
    prosody: {
      words: 'Have "muc_mam" in modules_enabled below the component for rooms.',
      page: 'guides/prosody/install/#serve-your-own-domain',
    },
    ejabberd: { words: 'Have mod_mam below modules, and mam: true in default_room_options below mod_muc.' },
    openfire: { words: 'The plugin Monitoring Service adds an archive of rooms.', page: openfireFeatures },
  },
  'room-ids': {
    any: 'Turn on the archive of rooms; most servers give ids with it.',
    prosody: {
      words: 'Have "muc_mam" in modules_enabled below the component for rooms.',
      page: 'guides/prosody/install/#serve-your-own-domain',
    },
    ejabberd: { words: 'Have mod_mam below modules, and mam: true in default_room_options below mod_muc.' },
    openfire: { words: 'The plugin Monitoring Service adds an archive of rooms.', page: openfireFeatures },
  },
  'room-avatar': {
    any: 'Turn on profiles of rooms (vcard-temp at the room’s address).',
    prosody: { words: 'Prosody’s package has no module for it. The community module vcard_muc adds it.' },
    ejabberd: { words: 'Have mod_vcard below modules.' },
  },
  'room-moderation': {
    any: 'Turn on moderation of messages (XEP-0425).',
    prosody: { words: 'Prosody’s package has no module for it. The community module muc_moderation adds it.' },
    ejabberd: { words: 'Use a version of ejabberd that has it, with mod_mam and an archive in the room.' },
  },
  upload: {
    any: 'Turn on HTTP file upload (XEP-0363).',
    prosody: { words: 'Add Component "upload.example.com" "http_file_share", with a certificate and a name in DNS.' },
    ejabberd: { words: 'Have mod_http_upload below modules, and /upload among the request_handlers of the listener.' },
    openfire: { words: 'The plugin HTTP File Upload adds it.', page: 'guides/openfire/uploads/#install-the-plugin' },
  },
  'upload-works': {
    any: 'Open the address of the upload in a tab: the browser says whether the name, the port or the certificate is wrong. A proxy before the server must accept PUT, and files as large as the server allows.',
    prosody: {
      words:
        'Look at http_host and http_external_url, and whether port 5281 is open. A proxy before Prosody must accept PUT, and files as large as http_file_share_size_limit.',
    },
    ejabberd: {
      words:
        'Look at put_url and get_url of mod_http_upload, at the port of the listener, and whether the folder docroot belongs to ejabberd.',
    },
    openfire: {
      words: 'See whether port 7443 is open, and whether the folder for files belongs to Openfire.',
      page: 'guides/openfire/uploads/#what-commonly-goes-wrong',
    },
  },
  'upload-cors': {
    any: 'Send Access-Control-Allow-Origin: *, and for OPTIONS also Access-Control-Allow-Methods: GET, PUT, OPTIONS and Access-Control-Allow-Headers: Content-Type.',
    prosody: {
      words:
        'Take http_cors_override out, or allow all origins in it. A proxy before Prosody must not remove the headers.',
    },
    ejabberd: {
      words:
        'Add custom_headers to mod_http_upload: "Access-Control-Allow-Origin": "https://@HOST@" or "*", "Access-Control-Allow-Methods": "GET,HEAD,PUT,OPTIONS", "Access-Control-Allow-Headers": "Content-Type".',
    },
  },
  'external-services': {
    any: 'Run a TURN server such as coturn on a public address, and let the XMPP server tell its address (XEP-0215).',
    prosody: {
      words:
        'Run coturn, and have "turn_external" in modules_enabled with turn_external_host and turn_external_secret.',
    },
    ejabberd: {
      words:
        'Give ejabberd_stun its public address (turn_ipv4_address) and open its ports, or take mod_stun_disco out: do not offer what does not work.',
      page: 'guides/ejabberd/install/#serve-your-own-domain',
    },
  },
  proxy: {
    any: 'Turn on a SOCKS5 proxy (XEP-0065), or leave it: HTTP upload does the same for most clients.',
    prosody: { words: 'Add Component "proxy.example.com" "proxy65".' },
    ejabberd: { words: 'Have mod_proxy65 below modules.' },
  },
  'abuse-contact': {
    any: 'Name an address for abuse in the server’s information (XEP-0157).',
    prosody: {
      words:
        'Have "server_contact_info" in modules_enabled, and contact_info = { abuse = { "mailto:abuse@example.com" } }.',
    },
    ejabberd: {
      words:
        'Have mod_disco with server_info: name abuse-addresses, modules all, and urls ["mailto:abuse@example.com"].',
    },
  },
  registration: {
    any: 'Turn in-band registration off.',
    prosody: {
      words: 'Take allow_registration out, and make accounts with prosodyctl or by invitation.',
      page: 'guides/prosody/first-message/#an-account-by-invitation',
    },
    ejabberd: {
      words: 'Set ip_access: trusted_network below mod_register.',
      page: 'guides/ejabberd/first-message/#history-and-passwords-of-their-own',
    },
    openfire: {
      words: 'In the console: Server, Server Settings, Registration & Login, Inband Account Registration: disabled.',
      page: 'guides/openfire/first-message/#who-may-make-an-account',
    },
  },
  'password-change': {
    any: 'Let users change their password (XEP-0077).',
    prosody: { words: `Have "register_ibr" or "register" ${prosodyModules}. allow_registration stays off.` },
    ejabberd: {
      words: 'Have mod_register below modules with ip_access: trusted_network.',
      page: 'guides/ejabberd/first-message/#history-and-passwords-of-their-own',
    },
    openfire: { words: 'In the console: Server, Server Settings, Registration & Login, Change Password: enabled.' },
  },
  time: {
    any: 'On the server, timedatectl says whether the clock is synchronised. If it is not, turn it on: sudo timedatectl set-ntp true.',
  },
  version: {
    any: 'Let the server keep the name of the operating system to itself.',
    prosody: { words: 'Set hide_os_type = true.' },
    ejabberd: { words: 'Set show_os: false below mod_version.' },
  },
};

export function fixFor(id: CheckId, software: Software | undefined): Fix | undefined {
  const known = fixes[id];
  if (known === undefined) return undefined;
  return (software && known[software]) ?? { words: known.any };
}
