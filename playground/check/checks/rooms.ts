/** Opens a room of its own (XEP-0045 section 10.1), looks at what it can do, and destroys it. */
import { attributeOf } from '../../stanza/index.ts';
import { type Answer, saidOf } from '../asker.ts';
import type { CheckId } from '../catalogue.ts';
import { type Disco, discoOf } from '../disco.ts';
import { type find, findAll } from '../elements.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';
import { mam } from './messages.ts';

const muc = 'http://jabber.org/protocol/muc';
const inRooms = ['room-archive', 'room-ids', 'room-avatar', 'room-moderation'] as const satisfies readonly CheckId[];

export const rooms: Subject = {
  ids: ['rooms', 'room-creation', ...inRooms],
  async judge(world) {
    const service = world.services.find((each) => each.is('conference', 'text') && each.has(muc));
    if (service === undefined) {
      const says = 'The server lists no service for rooms.';
      const evidence = world.serviceList.evidence;
      return [
        verdict('rooms', 'fault', says, evidence),
        ...(['room-creation', ...inRooms] as const).map((id) => verdict(id, 'unknown', says, evidence)),
      ];
    }
    const found = verdict(
      'rooms',
      'good',
      `The server has rooms at ${service.jid}.`,
      world.serviceList.evidence,
      service.answer.evidence,
    );
    return [found, ...(await inRoom(world, `stanzabox-check-${world.mark}@${service.jid}`))];
  },
};

async function inRoom(world: World, room: string): Promise<readonly Verdict[]> {
  const { asker } = world;
  const opened = await asker.exchange(
    `<presence to="${room}/check"><x xmlns="${muc}"/></presence>`,
    (stanza) =>
      stanza.local === 'presence' &&
      attributeOf(stanza, 'from')?.startsWith(room) === true &&
      (attributeOf(stanza, 'type') === 'error' || statuses(stanza).includes('110')),
  );
  if (opened.kind !== 'result') {
    const says = `Asked for a new room, the server ${saidOf(opened)}.`;
    return [
      verdict('room-creation', 'fault', says, opened.evidence),
      ...inRooms.map((id) => verdict(id, 'unknown', says, opened.evidence)),
    ];
  }
  try {
    // A new room may be locked until its owner has said how it is to be.
    const unlocked = await asker.ask(
      'set',
      `<query xmlns="${muc}#owner"><x xmlns="jabber:x:data" type="submit"/></query>`,
      room,
    );
    const created = verdict('room-creation', 'good', 'A room was opened.', opened.evidence, unlocked.evidence);
    return [created, ...(await judgeRoom(world, await discoOf(asker, room)))];
  } finally {
    await destroy(world, room);
  }
}

async function judgeRoom({ asker }: World, room: Disco): Promise<readonly Verdict[]> {
  const { answer, has } = room;
  const archive = has(mam)
    ? judgeArchive(
        await asker.ask(
          'set',
          `<query xmlns="${mam}"><set xmlns="http://jabber.org/protocol/rsm"><max>1</max></set></query>`,
          room.jid,
        ),
      )
    : verdict('room-archive', 'fault', 'A new room has no archive.', answer.evidence);
  const moderates = ['urn:xmpp:message-moderate:1', 'urn:xmpp:message-moderate:0'].some(has);
  return [
    archive,
    has('urn:xmpp:sid:0')
      ? verdict('room-ids', 'good', 'The room gives each message an id of its own.', answer.evidence)
      : verdict('room-ids', 'warning', 'The room does not list ids of its own.', answer.evidence),
    has('vcard-temp')
      ? verdict('room-avatar', 'good', 'A room can have a picture.', answer.evidence)
      : verdict('room-avatar', 'warning', 'A room does not list profiles, so it has no picture.', answer.evidence),
    moderates
      ? verdict('room-moderation', 'good', 'Moderators can retract what others wrote.', answer.evidence)
      : verdict(
          'room-moderation',
          'warning',
          'The room does not list that moderators can retract what others wrote.',
          answer.evidence,
        ),
  ];
}

function judgeArchive(answer: Answer): Verdict {
  return answer.kind === 'result'
    ? verdict('room-archive', 'good', 'A new room has an archive, and it answers.', answer.evidence)
    : verdict(
        'room-archive',
        'fault',
        `The room lists an archive, but asked for it, it ${saidOf(answer)}.`,
        answer.evidence,
      );
}

async function destroy({ asker, leave }: World, room: string): Promise<void> {
  const left = `The room ${room}. Its owner is your account, which can destroy it.`;
  try {
    const answer = await asker.ask('set', `<query xmlns="${muc}#owner"><destroy/></query>`, room);
    if (answer.kind !== 'result') leave(left);
  } catch (error) {
    leave(left);
    throw error;
  }
}

function statuses(presence: Parameters<typeof find>[0]): readonly string[] {
  return findAll(presence, 'status').flatMap((each) => attributeOf(each, 'code') ?? []);
}
