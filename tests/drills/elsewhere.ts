/** The checks of drills, asked of servers that are no Prosody: what their ends say about those has to be so. */
import { cast, homeHost } from '../../playground/cast.ts';
import { withComponents } from '../../playground/console/dock/components.ts';
import { type Connect, connectByWebSocket } from '../../playground/session/index.ts';
import { contentFolder, readDrills } from '../../src/content/index.ts';
import { type Drill, stepsOfCheck, stepsOfSends } from '../../src/lesson/index.ts';
import { connectTo } from '../sandbox/native.ts';
import { verdictOf } from './play-drill.ts';

const people = cast.filter(({ host }) => host === homeHost);

/** Those of the sandbox. */
export const accounts = people.map(({ local, host, password }) => ({ jid: `${local}@${host}`, password }));

const { drills } = await readDrills(contentFolder);

function drillOf(slug: string): Drill {
  const found = drills.find(({ lesson }) => lesson.slug === `drills/${slug}`);
  if (found === undefined) throw new Error(`There is no drill ${slug}.`);
  return found.drill;
}

/** @param components the port for components, where there is one */
export function connectionsTo(url: string, components?: number): Connect {
  const passwordOf = ({ jid }: { readonly jid: string }): string =>
    accounts.find((account) => account.jid === jid.split('/')[0])?.password ?? '';
  const others = connectByWebSocket({ urlOf: () => url, passwordOf });
  if (components === undefined) return others;
  return withComponents({ connect: () => connectTo(components), servers: [homeHost] }, others);
}

const noClock = (): Promise<never> => Promise.reject(new Error('The clock of this server is that of this machine.'));

/** Why each check of a drill does not hold; those that move the clock are left out. Empty: all hold. */
export async function failing(connect: Connect, slug: string): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const check of drillOf(slug).checks) {
    const steps = stepsOfCheck(check);
    if (steps.some(({ kind }) => kind === 'advance')) continue;
    const verdict = await verdictOf(steps, connect, noClock);
    if (!verdict.held) failed.push(`${check.says}: ${verdict.plain}`);
  }
  return failed;
}

/** What people send in a drill: to bring the fault about, or to fix it. */
export async function happens(connect: Connect, slug: string, what: 'world' | 'solution'): Promise<void> {
  const { sends = [] } = drillOf(slug)[what];
  if (sends.length === 0) throw new Error(`Nobody sends anything in the ${what} of ${slug}.`);
  const verdict = await verdictOf(stepsOfSends(sends), connect, noClock);
  if (!verdict.held) throw new Error(verdict.plain);
}
