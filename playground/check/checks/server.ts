/** What the server itself lists and answers. */
import { saidOf } from '../asker.ts';
import { textIn } from '../elements.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';

export const server: Subject = {
  ids: ['disco-server', 'ping', 'time', 'version', 'abuse-contact', 'password-change'],
  async judge(world) {
    return [disco(world), await ping(world), await time(world), version(world), abuse(world), passwordChange(world)];
  },
};

function disco({ server: { answer, has } }: World): Verdict {
  if (answer.kind !== 'result')
    return verdict('disco-server', 'fault', `Asked what it can do, the server ${saidOf(answer)}.`, answer.evidence);
  return has('http://jabber.org/protocol/disco#info')
    ? verdict('disco-server', 'good', 'The server lists its features.', answer.evidence)
    : verdict(
        'disco-server',
        'warning',
        'The server answers, but does not list disco#info, which the specification requires.',
        answer.evidence,
      );
}

async function ping({ asker }: World): Promise<Verdict> {
  const answer = await asker.ask('get', '<ping xmlns="urn:xmpp:ping"/>', asker.domain);
  return answer.kind === 'result'
    ? verdict('ping', 'good', 'The server answers.', answer.evidence)
    : verdict('ping', 'warning', `The server ${saidOf(answer)}.`, answer.evidence);
}

/** Seconds between two clocks that nobody notices, and those that do harm. */
const slight = 5;
const harmful = 60;

async function time({ asker }: World): Promise<Verdict> {
  const asked = Date.now();
  const answer = await asker.ask('get', '<time xmlns="urn:xmpp:time"/>', asker.domain);
  const here = (asked + Date.now()) / 2;
  const there = Date.parse(textIn(answer.stanza, 'utc') ?? '');
  if (answer.kind !== 'result' || Number.isNaN(there))
    return verdict('time', 'unknown', `The server does not tell its time: it ${saidOf(answer)}.`, answer.evidence);
  return judgeClock((there - here) / 1000, answer.evidence);
}

/** @param ahead seconds by which the server's clock is ahead of this computer's */
export function judgeClock(ahead: number, evidence: Verdict['evidence'][number]): Verdict {
  const seconds = Math.abs(Math.round(ahead));
  // A server may tell whole seconds.
  if (seconds <= slight) return verdict('time', 'good', 'The server’s clock and this computer’s agree.', evidence);
  return verdict(
    'time',
    seconds > harmful ? 'fault' : 'warning',
    `The server’s clock is ${seconds} seconds ${ahead > 0 ? 'ahead of' : 'behind'} this computer’s. One of the two is wrong.`,
    evidence,
  );
}

function version({ version: answer, recognised }: World): Verdict {
  if (answer.kind !== 'result')
    return verdict('version', 'good', `The server keeps its version to itself: it ${saidOf(answer)}.`, answer.evidence);
  const system = textIn(answer.stanza, 'os');
  return system
    ? verdict('version', 'warning', `The server tells everybody: ${recognised.named}, on ${system}.`, answer.evidence)
    : verdict(
        'version',
        'good',
        `The server says that it is ${recognised.named}, and not on which system it runs.`,
        answer.evidence,
      );
}

function abuse({ server: { answer, extension } }: World): Verdict {
  const serverInfo = 'http://jabber.org/network/serverinfo';
  const addresses = ['abuse-addresses', 'admin-addresses'].map(
    (field) => extension(serverInfo, field)?.filter(Boolean) ?? [],
  );
  const [forAbuse = [], forAdmin = []] = addresses;
  if (forAbuse.length > 0)
    return verdict('abuse-contact', 'good', `The server names ${forAbuse.join(', ')}.`, answer.evidence);
  return verdict(
    'abuse-contact',
    'warning',
    forAdmin.length > 0 ? 'The server names an administrator, but no contact for abuse.' : 'The server names nobody.',
    answer.evidence,
  );
}

function passwordChange({ server: { answer, has } }: World): Verdict {
  return has('jabber:iq:register')
    ? verdict('password-change', 'good', 'The server lists it. It was not tried.', answer.evidence)
    : verdict(
        'password-change',
        'warning',
        'The server does not list it, so clients do not offer it.',
        answer.evidence,
      );
}
