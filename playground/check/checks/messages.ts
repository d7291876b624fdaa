/** Copies for other devices, messages that wait, the archive, push. */
import { attributeOf } from '../../stanza/index.ts';
import { saidOf } from '../asker.ts';
import { find } from '../elements.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';

export const mam = 'urn:xmpp:mam:2';

export const messages: Subject = {
  ids: ['carbons', 'offline', 'archive', 'archive-default', 'stanza-ids', 'push'],
  async judge(world) {
    return [
      await carbons(world),
      offline(world),
      await archive(world),
      await archiveDefault(world),
      stanzaIds(world),
      push(world),
    ];
  },
};

async function carbons({ asker, server }: World): Promise<Verdict> {
  const answer = await asker.ask('set', '<enable xmlns="urn:xmpp:carbons:2"/>');
  if (answer.kind !== 'result')
    return verdict('carbons', 'fault', `Asked for copies, the server ${saidOf(answer)}.`, answer.evidence);
  return server.has('urn:xmpp:carbons:2')
    ? verdict('carbons', 'good', 'The server lists copies for other devices, and turns them on.', answer.evidence)
    : verdict(
        'carbons',
        'warning',
        'The server turns copies on, but does not list them: clients will not ask.',
        server.answer.evidence,
        answer.evidence,
      );
}

/** To try it one would have to write to somebody who is away. */
function offline({ server, account }: World): Verdict {
  const { evidence } = server.answer;
  if (server.has('msgoffline') || account.has('msgoffline'))
    return verdict('offline', 'good', 'The server lists that it keeps them. It was not tried.', evidence);
  return account.has(mam)
    ? verdict(
        'offline',
        'warning',
        'The server does not list that it keeps them. Clients that read the archive get them all the same, others do not.',
        evidence,
      )
    : verdict('offline', 'fault', 'The server does not list that it keeps them, and there is no archive.', evidence);
}

async function archive({ asker, account }: World): Promise<Verdict> {
  // The last message of the archive comes too. Nobody looks at it.
  const answer = await asker.ask(
    'set',
    `<query xmlns="${mam}"><set xmlns="http://jabber.org/protocol/rsm"><max>1</max><before/></set></query>`,
  );
  if (answer.kind !== 'result')
    return verdict('archive', 'fault', `Asked for the archive, the server ${saidOf(answer)}.`, answer.evidence);
  return account.has(mam)
    ? verdict('archive', 'good', 'The account has an archive, and it answers.', answer.evidence)
    : verdict(
        'archive',
        'warning',
        'The archive answers, but the account does not list it: clients will not ask.',
        account.answer.evidence,
        answer.evidence,
      );
}

async function archiveDefault({ asker, account }: World): Promise<Verdict> {
  if (!account.has(mam)) return verdict('archive-default', 'unknown', 'There is no archive.', account.answer.evidence);
  const answer = await asker.ask('get', `<prefs xmlns="${mam}"/>`);
  const prefs = find(answer.stanza, 'prefs', mam);
  const kept = prefs && attributeOf(prefs, 'default');
  if (answer.kind !== 'result' || kept === undefined)
    return verdict('archive-default', 'unknown', `Asked what it keeps, the server ${saidOf(answer)}.`, answer.evidence);
  if (kept === 'always')
    return verdict('archive-default', 'good', 'All messages of this account are kept.', answer.evidence);
  return verdict(
    'archive-default',
    'warning',
    kept === 'roster'
      ? 'Only messages with contacts are kept for this account.'
      : 'No messages are kept for this account.',
    answer.evidence,
  );
}

function stanzaIds({ account: { answer, has } }: World): Verdict {
  return has('urn:xmpp:sid:0')
    ? verdict(
        'stanza-ids',
        'good',
        'The server gives each message an id of its own, and removes forged ones.',
        answer.evidence,
      )
    : verdict('stanza-ids', 'warning', 'The account does not list ids that the server gives.', answer.evidence);
}

function push({ account: { answer, has } }: World): Verdict {
  return has('urn:xmpp:push:0')
    ? verdict(
        'push',
        'good',
        'The account lists push. Whether notifications arrive depends on the app’s own service, which was not tried.',
        answer.evidence,
      )
    : verdict('push', 'warning', 'The account does not list push.', answer.evidence);
}
