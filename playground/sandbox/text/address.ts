import { toUnicode } from './idna.ts';
import { prepare } from './stringprep.ts';

/**
 * An address as this server writes it back (RFC 6122): two addresses are the same when this is. A part that its profile refuses
 * stays as it is, because nothing of that name is there to answer.
 */
export function prepareAddress(jid: string): string {
  const slash = jid.indexOf('/');
  const bare = slash < 0 ? jid : jid.slice(0, slash);
  const at = bare.indexOf('@');
  const local = at < 0 ? '' : `${part('nodeprep', bare.slice(0, at))}@`;
  return local + domain(bare.slice(at + 1)) + (slash < 0 ? '' : `/${part('resourceprep', jid.slice(slash + 1))}`);
}

const part = (profile: 'nodeprep' | 'resourceprep', text: string): string => prepare(profile, text) ?? text;

function domain(text: string): string {
  const name = text.replace(/[.\u3002\uff0e\uff61]$/, '');
  return prepare('nameprep', toUnicode(name) ?? name) ?? name;
}
