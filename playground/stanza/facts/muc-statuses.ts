/** Status codes of rooms (XEP-0045, in the list for the XMPP Registrar): what each says, in the context in which it comes. */
export interface MucStatus {
  readonly code: string;
  readonly summary: string;
  /** What usually follows from it. */
  readonly meaning: string;
}

const status = (code: string, summary: string, meaning: string): MucStatus => ({ code, summary, meaning });

export const mucStatuses: readonly MucStatus[] = [
  status(
    '100',
    'Everybody in the room can see the full address of each occupant.',
    'The room is not anonymous: the JID of this account is visible to all who are there.',
  ),
  status(
    '101',
    'The affiliation changed while the user was not in the room.',
    'It comes in a message, because there is no presence to carry it.',
  ),
  status('102', 'The room now shows occupants who are unavailable.', 'A change of the configuration.'),
  status('103', 'The room no longer shows occupants who are unavailable.', 'A change of the configuration.'),
  status(
    '104',
    'The configuration of the room has changed, in a way that does not touch privacy.',
    'A client may ask the room again with disco#info.',
  ),
  status(
    '110',
    'This presence is about the receiver itself.',
    'On joining it comes last: from now on the client knows all occupants and is in the room.',
  ),
  status('170', 'What is said in the room is logged from now on, where others can read it.', 'Clients should warn.'),
  status('171', 'What is said in the room is no longer logged.', 'What was logged before may still be there.'),
  status('172', 'The room is no longer anonymous: all occupants see full addresses.', 'Clients should warn.'),
  status(
    '173',
    'The room is semi-anonymous now: only moderators see full addresses.',
    'A change of the configuration.',
  ),
  status('174', 'The room is fully anonymous now.', 'Servers of today do not offer this.'),
  status(
    '201',
    'A new room was created by this join.',
    'It stays locked for others until its creator submits the configuration, if the service works that way.',
  ),
  status(
    '210',
    'The service gave or changed the nickname.',
    'The nickname in "from" is the one that counts, whatever the client asked for.',
  ),
  status('301', 'The user was banned from the room.', 'The affiliation is outcast: they cannot come back.'),
  status('303', 'The occupant changes the nickname.', 'The attribute "nick" of the item holds the new one.'),
  status('307', 'The user was kicked out of the room.', 'The role is none for now: they may come back.'),
  status(
    '321',
    'The user was removed because the affiliation changed.',
    'For instance a member of a members-only room lost membership.',
  ),
  status(
    '322',
    'The user was removed because the room is for members only now.',
    'An owner changed the configuration.',
  ),
  status('332', 'The user was removed because the service is shut down.', 'Join again when it is back.'),
  status(
    '333',
    'The user was removed for a technical reason.',
    'The connection broke, or the stanzas of the room could not be delivered. Join again; it is not a punishment.',
  ),
];
