/** Publishes one item under conditions on a node of its own (XEP-0163, XEP-0060), tries to break the conditions, and deletes the node. */
import { saidOf } from '../asker.ts';
import { fieldOf, find } from '../elements.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';

const pubsub = 'http://jabber.org/protocol/pubsub';

export const published: Subject = {
  ids: ['pep', 'publish-options', 'access-models', 'bookmarks', 'avatar-conversion', 'vcard'],
  async judge(world) {
    return [...(await pep(world)), bookmarks(world), avatar(world), await vcard(world)];
  },
};

async function pep(world: World): Promise<readonly Verdict[]> {
  const { asker, account, mark } = world;
  const listed = account.answer.evidence;
  if (!account.is('pubsub', 'pep')) {
    const says = 'The account does not say that data can be published on it.';
    return [
      verdict('pep', 'fault', says, listed),
      verdict('publish-options', 'unknown', says, listed),
      verdict('access-models', 'unknown', says, listed),
    ];
  }
  const node = `urn:stanzabox:check:${mark}`;
  const first = await asker.ask('set', publish(node, 'whitelist'));
  try {
    if (first.kind !== 'result') {
      const says = `Asked to publish an item that only the account itself may read, the server ${saidOf(first)}.`;
      return [
        verdict('pep', 'good', 'Data can be published on the account.', listed),
        verdict('publish-options', 'fault', says, first.evidence),
        verdict('access-models', 'unknown', says, first.evidence),
      ];
    }
    const second = await asker.ask('set', publish(node, 'open'));
    const settings = await asker.ask('get', `<pubsub xmlns="${pubsub}#owner"><configure node="${node}"/></pubsub>`);
    const model = fieldOf(find(settings.stanza, 'x', 'jabber:x:data'), 'pubsub#access_model')?.[0];
    return [
      verdict('pep', 'good', 'An item was published on the account.', listed, first.evidence),
      judgeOptions(),
      model === 'whitelist'
        ? verdict('access-models', 'good', 'An item for the account alone is for the account alone.', settings.evidence)
        : verdict(
            'access-models',
            'fault',
            `The item was to be for the account alone, and the node’s access model is ${model ?? 'not told'}.`,
            first.evidence,
            settings.evidence,
          ),
    ];
    function judgeOptions(): Verdict {
      const evidence = [first.evidence, second.evidence];
      if (second.kind === 'result')
        return verdict(
          'publish-options',
          'fault',
          'The server ignores the conditions: an item for everybody was taken on a node that was for the account alone.',
          ...evidence,
        );
      return account.has(`${pubsub}#publish-options`)
        ? verdict(
            'publish-options',
            'good',
            'The server follows conditions, and refuses what breaks them.',
            ...evidence,
          )
        : verdict(
            'publish-options',
            'warning',
            'The server follows conditions, but does not say so: clients will not use them.',
            listed,
            ...evidence,
          );
    }
  } finally {
    await remove(world, node, first.kind === 'result');
  }
}

function publish(node: string, access: string): string {
  const field = (name: string, value: string): string => `<field var="${name}"><value>${value}</value></field>`;
  const options = `${field('FORM_TYPE', `${pubsub}#publish-options`)}${field('pubsub#access_model', access)}${field('pubsub#persist_items', 'true')}`;
  return `<pubsub xmlns="${pubsub}"><publish node="${node}"><item id="current"><check xmlns="urn:stanzabox:check"/></item></publish><publish-options><x xmlns="jabber:x:data" type="submit">${options}</x></publish-options></pubsub>`;
}

async function remove({ asker, leave }: World, node: string, isThere: boolean): Promise<void> {
  const left = `The PEP node ${node} of your account. A client that shows published nodes can delete it.`;
  try {
    const answer = await asker.ask('set', `<pubsub xmlns="${pubsub}#owner"><delete node="${node}"/></pubsub>`);
    if (answer.kind !== 'result' && isThere) leave(left);
  } catch (error) {
    leave(left);
    throw error;
  }
}

function bookmarks({ account: { answer, has } }: World): Verdict {
  if (['#compat', '#compat-pep'].some((end) => has(`urn:xmpp:bookmarks:1${end}`)))
    return verdict('bookmarks', 'good', 'The server keeps old and new bookmarks the same.', answer.evidence);
  return verdict(
    'bookmarks',
    'warning',
    has('urn:xmpp:bookmarks-conversion:0')
      ? 'The server keeps the bookmarks of the two old places the same (XEP-0411), but not those of the place that newer clients use (XEP-0402).'
      : 'The account does not say that the server keeps old and new bookmarks the same.',
    answer.evidence,
  );
}

function avatar({ account: { answer, has } }: World): Verdict {
  return has('urn:xmpp:pep-vcard-conversion:0')
    ? verdict(
        'avatar-conversion',
        'good',
        'The server keeps the picture in the profile and the published one the same.',
        answer.evidence,
      )
    : verdict(
        'avatar-conversion',
        'warning',
        'The account does not say that the server keeps the two kinds of picture the same.',
        answer.evidence,
      );
}

async function vcard({ asker }: World): Promise<Verdict> {
  const answer = await asker.ask('get', '<vCard xmlns="vcard-temp"/>');
  const photo = find(answer.stanza, 'BINVAL') !== undefined;
  const evidence = photo
    ? { ...answer.evidence, came: '<iq xmlns="jabber:client" type="result"><vCard xmlns="vcard-temp"/></iq>' }
    : answer.evidence;
  // Nobody has written a profile yet.
  return answer.kind === 'result' || answer.condition === 'item-not-found'
    ? verdict('vcard', 'good', 'The account can have a profile.', evidence)
    : verdict('vcard', 'warning', `Asked for the account’s profile, the server ${saidOf(answer)}.`, evidence);
}
