/** All that a check judges: its title, why a user would care, and the specification. In the order in which it is shown. */

interface Entry {
  readonly title: string;
  /** What a user notices when it is missing or wrong. */
  readonly why: string;
  readonly spec: string;
  readonly group: Group;
}

export const groups = [
  'Signing in',
  'Contacts and messages',
  'Profile and published data',
  'Rooms',
  'Files and calls',
  'The operator',
] as const;
export type Group = (typeof groups)[number];

const entry = (group: Group, title: string, spec: string, why: string): Entry => ({ group, title, spec, why });

export const catalogue = {
  mechanisms: entry(
    'Signing in',
    'Ways to sign in',
    'RFC 6120, RFC 5802',
    'With SCRAM the password itself never goes to the server. With PLAIN alone, whoever reads the server’s memory or breaks into its TLS has it.',
  ),
  'channel-binding': entry(
    'Signing in',
    'Channel binding',
    'RFC 5802, XEP-0440',
    'It ties signing in to the TLS connection, so that somebody in the middle with a certificate that clients trust is noticed.',
  ),
  guests: entry(
    'Signing in',
    'Guests without an account',
    'RFC 4505',
    'Anybody who reaches the server can write to its users, unnamed.',
  ),
  caps: entry(
    'Signing in',
    'The server says briefly what it can do',
    'XEP-0115',
    'Without it each client asks again at each connection, and the first seconds after the phone wakes up are slower.',
  ),
  'stream-management': entry(
    'Signing in',
    'Nothing is lost on a bad line',
    'XEP-0198',
    'In a train or a lift, messages that were on their way vanish, and nobody is told.',
  ),
  resume: entry(
    'Signing in',
    'A broken connection goes on',
    'XEP-0198 section 5',
    'Each change from Wi-Fi to the phone network is a new sign-in: contacts see people come and go, and messages may come twice or not at all.',
  ),
  csi: entry(
    'Signing in',
    'Quiet while the phone sleeps',
    'XEP-0352',
    'A phone in the pocket wakes up for each change of presence and for each person who begins to write: the battery pays for it.',
  ),
  push: entry(
    'Signing in',
    'Messages reach a sleeping phone',
    'XEP-0357',
    'On iPhones, and on Androids that save power, nothing arrives until somebody opens the app.',
  ),
  'alternate-connections': entry(
    'Signing in',
    'Web clients find the server',
    'XEP-0156',
    'A client in a browser cannot look up SRV records. Without this, people have to type the WebSocket’s address.',
  ),
  'disco-server': entry(
    'Signing in',
    'The server lists what it can do',
    'XEP-0030',
    'Clients use only what is listed. What is not listed does not exist for them.',
  ),
  ping: entry(
    'Signing in',
    'The server answers a ping',
    'XEP-0199',
    'Clients find out with it whether the connection still works. Without an answer some of them connect again and again.',
  ),
  'roster-versioning': entry(
    'Contacts and messages',
    'The contact list comes only when it changed',
    'RFC 6121 section 2.6',
    'Each sign-in loads the whole contact list again. With many contacts and a slow line one waits for that.',
  ),
  blocking: entry(
    'Contacts and messages',
    'Blocking',
    'XEP-0191',
    'Whoever is bothered by somebody cannot stop it, not even with a good client.',
  ),
  carbons: entry(
    'Contacts and messages',
    'Messages show on all devices',
    'XEP-0280',
    'What is written on the phone is missing on the computer, and the other way round.',
  ),
  offline: entry(
    'Contacts and messages',
    'Messages wait for people who are away',
    'XEP-0160',
    'What is written to somebody whose devices are all off comes back as an error, or is lost.',
  ),
  archive: entry(
    'Contacts and messages',
    'History',
    'XEP-0313',
    'A new device is empty, and a device that was off misses what the others received.',
  ),
  'archive-default': entry(
    'Contacts and messages',
    'History is kept by default',
    'XEP-0441',
    'The archive is there and stays empty, because nobody knows that it has to be switched on.',
  ),
  'stanza-ids': entry(
    'Contacts and messages',
    'Ids that nobody can forge',
    'XEP-0359',
    'Without them clients cannot tell which archived message is the one that they already show: messages appear twice.',
  ),
  vcard: entry(
    'Profile and published data',
    'Profiles',
    'XEP-0054',
    'Name and picture cannot be set, and older clients show neither.',
  ),
  'avatar-conversion': entry(
    'Profile and published data',
    'One picture for old and new clients',
    'XEP-0398',
    'Who sets a picture in one client has none in another, and none in rooms.',
  ),
  pep: entry(
    'Profile and published data',
    'Data for contacts',
    'XEP-0163',
    'No OMEMO encryption, no pictures, no bookmarks that all devices share: all of these are published this way.',
  ),
  'publish-options': entry(
    'Profile and published data',
    'Conditions when something is published',
    'XEP-0060 section 7.1.5',
    'OMEMO and private bookmarks need them: a client says who may read before it writes. Without them contacts cannot read the keys, or they can read the bookmarks.',
  ),
  'access-models': entry(
    'Profile and published data',
    'Private data stays private',
    'XEP-0060 section 4.5',
    'Bookmarks, and whatever else only the account itself may read, would be open to contacts or to everybody.',
  ),
  bookmarks: entry(
    'Profile and published data',
    'Rooms are remembered on all devices',
    'XEP-0402',
    'Some clients keep their list of rooms in one place, some in another. Without a server that joins the two, rooms vanish from one of them.',
  ),
  rooms: entry('Rooms', 'Group chats', 'XEP-0045', 'There are no group chats on this server.'),
  'room-creation': entry(
    'Rooms',
    'Users can open a room',
    'XEP-0045 section 10.1',
    'People can join rooms but cannot make one. In the client the group chat fails to start.',
  ),
  'room-archive': entry(
    'Rooms',
    'History in rooms',
    'XEP-0313',
    'Whoever was offline misses what was said in the room, and a second device shows another conversation than the first.',
  ),
  'room-ids': entry(
    'Rooms',
    'Ids in rooms',
    'XEP-0359',
    'Messages of a room show twice, and reactions or replies point at the wrong one.',
  ),
  'room-avatar': entry(
    'Rooms',
    'Pictures of rooms',
    'XEP-0054, XEP-0045',
    'A room has no picture; in a long list all rooms look alike.',
  ),
  'room-moderation': entry(
    'Rooms',
    'Moderators can retract messages',
    'XEP-0425',
    'Spam and abuse in a room stay there for everybody who joins later.',
  ),
  upload: entry(
    'Files and calls',
    'Sending pictures and files',
    'XEP-0363',
    'Pictures, voice messages and files cannot be sent to rooms, nor to somebody who is offline.',
  ),
  'upload-works': entry(
    'Files and calls',
    'A small file, really uploaded',
    'XEP-0363',
    'The client offers to send a picture, and then it fails: the address, the proxy before it or its certificate is wrong.',
  ),
  'upload-cors': entry(
    'Files and calls',
    'Uploads from web clients',
    'XEP-0363, Fetch',
    'Clients in a browser cannot send pictures: the browser forbids it unless the server allows it.',
  ),
  'external-services': entry(
    'Files and calls',
    'A relay for calls',
    'XEP-0215',
    'Calls connect at home and fail on the phone network: without a relay two people behind routers often cannot reach each other.',
  ),
  proxy: entry(
    'Files and calls',
    'A relay for files between two clients',
    'XEP-0065',
    'Some desktop clients send large files directly. Behind routers that needs this relay.',
  ),
  'abuse-contact': entry(
    'The operator',
    'Whom to write to about abuse',
    'XEP-0157',
    'When somebody misuses your server, other operators cannot tell you. They block the whole server instead.',
  ),
  registration: entry(
    'The operator',
    'Strangers cannot make accounts',
    'XEP-0077',
    'Spammers look for servers with open registration. Within days yours sends spam and lands on block lists.',
  ),
  'password-change': entry(
    'The operator',
    'Users can change their password',
    'XEP-0077 section 3.3',
    'Whoever got a password from you keeps it, and you know it.',
  ),
  time: entry(
    'The operator',
    'The server’s clock',
    'XEP-0202',
    'With a wrong clock messages are sorted wrongly, certificates count as expired, and logs cannot be compared.',
  ),
  version: entry(
    'The operator',
    'What the server tells about itself',
    'XEP-0092',
    'The name and version help whoever looks for a fault. The name of the operating system helps mostly those who look for a way in.',
  ),
} as const satisfies Readonly<Record<string, Entry>>;

export type CheckId = keyof typeof catalogue;

export const checkIds = Object.keys(catalogue) as readonly CheckId[];
