/** Contact list and blocking. What the lists hold is nobody's business: the evidence leaves it out. */
import { attributeOf } from '../../stanza/index.ts';
import { type Answer, saidOf } from '../asker.ts';
import { find, findAll } from '../elements.ts';
import type { Evidence } from '../types.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';
import { isListed } from './sign-in.ts';

export const contacts: Subject = {
  ids: ['roster-versioning', 'blocking'],
  async judge(world) {
    return [await rosterVersioning(world), await blocking(world)];
  },
};

async function rosterVersioning({ asker, after }: World): Promise<Verdict> {
  const roster = 'jabber:iq:roster';
  const answer = await asker.ask('get', `<query xmlns="${roster}" ver=""/>`);
  const query = find(answer.stanza, 'query', roster);
  const version = query && attributeOf(query, 'ver');
  const evidence = withoutItems(
    answer,
    `<query xmlns="${roster}"${version === undefined ? '' : ` ver="${version}"`}/>`,
  );
  if (!isListed(after, 'ver', 'urn:xmpp:features:rosterver'))
    return verdict('roster-versioning', 'warning', 'The stream features do not list it.', after.evidence);
  return version === undefined
    ? verdict(
        'roster-versioning',
        'warning',
        'The stream features list it, but the contact list came without a version.',
        after.evidence,
        evidence,
      )
    : verdict(
        'roster-versioning',
        'good',
        'The contact list has a version. (Who is in it is left out here.)',
        after.evidence,
        evidence,
      );
}

async function blocking({ asker, server }: World): Promise<Verdict> {
  const answer = await asker.ask('get', '<blocklist xmlns="urn:xmpp:blocking"/>');
  const evidence = withoutItems(answer, '<blocklist xmlns="urn:xmpp:blocking"/>');
  if (answer.kind !== 'result')
    return verdict(
      'blocking',
      'fault',
      `Asked for the list of who is blocked, the server ${saidOf(answer)}.`,
      evidence,
    );
  return server.has('urn:xmpp:blocking')
    ? verdict('blocking', 'good', 'The server has a list of who is blocked. (Who is on it is left out here.)', evidence)
    : verdict(
        'blocking',
        'warning',
        'The server has a list of who is blocked, but does not say so: clients will not offer it.',
        server.answer.evidence,
        evidence,
      );
}

function withoutItems(answer: Answer, instead: string): Evidence {
  if (answer.kind !== 'result' || answer.stanza === undefined || findAll(answer.stanza, 'item').length === 0)
    return answer.evidence;
  return { ...answer.evidence, came: `<iq xmlns="jabber:client" type="result">${instead}</iq>` };
}
