/**
 * What the compliance tester (github.com/iNPUTmice/caas) asks, as its source of July 2021 has it, in our own words, and what judges the
 * same here. Nothing of its data is in this table.
 */
import type { CheckId } from '../../../playground/check/catalogue.ts';

export interface Compared {
  /** The specification that the tester names. */
  readonly spec: string;
  readonly asks: string;
  /** What judges it on this page; none where a page cannot. */
  readonly ids: readonly CheckId[];
  /** Where the two differ, and where it is judged instead. */
  readonly differs?: string;
}

export const compared: readonly Compared[] = Object.freeze([
  { spec: 'XEP-0045', asks: 'Is there a service for rooms?', ids: ['rooms', 'room-creation'] },
  { spec: 'XEP-0065', asks: 'Is there a relay for files?', ids: ['proxy'] },
  {
    spec: 'XEP-0077',
    asks: 'Can strangers make accounts?',
    ids: ['registration'],
    differs: 'The tester passes a server that lets them. Here that is a fault: spammers look for such servers.',
  },
  { spec: 'XEP-0115', asks: 'Does the server say briefly what it can do?', ids: ['caps'] },
  {
    spec: 'XEP-0153',
    asks: 'Can a room have a picture?',
    ids: ['room-avatar'],
  },
  {
    spec: 'XEP-0156',
    asks: 'Does the domain say where web clients connect?',
    ids: ['alternate-connections'],
    differs: 'This page asks for the WebSocket. The check from a terminal also tries each address, BOSH too.',
  },
  { spec: 'XEP-0157', asks: 'Is there a contact for abuse?', ids: ['abuse-contact'] },
  { spec: 'XEP-0160', asks: 'Does the server keep messages for people who are away?', ids: ['offline'] },
  { spec: 'XEP-0163', asks: 'Can an account publish?', ids: ['pep'] },
  { spec: 'XEP-0191', asks: 'Can people block others?', ids: ['blocking'] },
  { spec: 'XEP-0198', asks: 'Does the server confirm what it got?', ids: ['stream-management', 'resume'] },
  {
    spec: 'XEP-0215, STUN',
    asks: 'Is there a STUN server?',
    ids: ['external-services'],
    differs: 'Here TURN is what counts: a TURN server answers STUN as well.',
  },
  { spec: 'XEP-0215, TURN', asks: 'Is there a TURN server with a name and a password?', ids: ['external-services'] },
  { spec: 'XEP-0280', asks: 'Do all devices get a copy?', ids: ['carbons'] },
  {
    spec: 'XEP-0313',
    asks: 'Is there an archive?',
    ids: ['archive'],
    differs: 'Here only its current version counts.',
  },
  {
    spec: 'XEP-0313, rooms',
    asks: 'Can a room have an archive?',
    ids: ['room-archive'],
    differs: 'The tester passes a room whose archive could be switched on. Here a new room must have one.',
  },
  { spec: 'XEP-0352', asks: 'Can a client say that nobody is looking?', ids: ['csi'] },
  { spec: 'XEP-0357', asks: 'Can the server wake a phone?', ids: ['push'] },
  {
    spec: 'XEP-0363',
    asks: 'Is there a service for files?',
    ids: ['upload', 'upload-works'],
    differs: 'The tester asks whether it is listed. Here a small file is uploaded.',
  },
  { spec: 'XEP-0363, CORS', asks: 'May pages upload?', ids: ['upload-cors'] },
  {
    spec: 'XEP-0368',
    asks: 'Is there a port for clients with TLS from the start?',
    ids: [],
    differs: 'A page sees neither DNS nor that port. The check from a terminal does.',
  },
  {
    spec: 'XEP-0384',
    asks: 'Can keys for OMEMO be published for everybody?',
    ids: ['publish-options', 'access-models'],
    differs:
      'The tester publishes an item for everybody. Here it is one for the account alone, and then one that breaks the conditions.',
  },
  { spec: 'XEP-0398', asks: 'Is one picture enough for old and new clients?', ids: ['avatar-conversion'] },
  {
    spec: 'XEP-0411',
    asks: 'Are bookmarks the same in both old places?',
    ids: ['bookmarks'],
    differs: 'Here the place that newer clients use must be among them (XEP-0402).',
  },
  { spec: 'RFC 6121', asks: 'Does the contact list have versions?', ids: ['roster-versioning'] },
]);
