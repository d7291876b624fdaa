/** What host-meta says, and the clock of the web server. */
import type { Advise } from '../guides.ts';
import type { Finding } from '../types.ts';
import type { HostMeta, Web } from '../web.ts';
import { listed } from './worst.ts';

export function judgeWeb(web: Web, advise: Advise): readonly Finding[] {
  return [hostMeta(web, advise), ...forPages(web, advise), ...ways(web, advise)];
}

const nameOf = ({ url }: HostMeta): string => (url.endsWith('.json') ? 'host-meta.json' : 'host-meta');

function hostMeta({ xml, json }: Web, advise: Advise): Finding {
  const both = [xml, json];
  const base = {
    id: 'host-meta',
    title: 'host-meta (XEP-0156)',
    evidence: both.map(({ evidence }) => evidence),
    why: 'Clients in a browser cannot ask DNS. They read this file of the domain’s web server to find the WebSocket. Others do without it.',
  };
  const fix = advise(
    'If you want clients in a browser, let the domain’s web server give out both files, with the address of the WebSocket in them.',
  );
  if (both.every(({ state }) => state === 'unreachable'))
    return {
      ...base,
      level: 'warning',
      says: `Could not be read: ${(xml.evidence.came ?? '').split('\n').at(-1)}.`,
      fix,
    };
  const useful = both.filter(({ links }) => links.length > 0);
  if (useful.length === 2) return { ...base, level: 'good', says: 'Both files name a way in.' };
  if (useful.length === 1) {
    const [[there], [other]] = [useful, both.filter(({ links }) => links.length === 0)];
    if (there && other)
      return {
        ...base,
        level: 'warning',
        says: `${nameOf(there)} names a way in, ${nameOf(other)} does not. Some clients read only that one.`,
        fix,
      };
  }
  const says = both.some(({ state }) => state === 'there')
    ? 'There is such a file, and it names neither a WebSocket nor BOSH.'
    : 'There is none.';
  return { ...base, level: 'warning', says, fix };
}

function forPages({ xml, json }: Web, advise: Advise): readonly Finding[] {
  const useful = [xml, json].filter(({ links }) => links.length > 0);
  if (useful.length === 0) return [];
  const closed = useful.filter(({ isForPages }) => !isForPages);
  const base = {
    id: 'host-meta-cors',
    title: 'host-meta for pages of other sites',
    evidence: useful.map(({ evidence }) => evidence),
    why: 'A browser lets a page of another site read the file only if it comes with the header Access-Control-Allow-Origin. Without it, the file is there for nobody.',
  };
  if (closed.length === 0) return [{ ...base, level: 'good', says: 'May be read by every page.' }];
  return [
    {
      ...base,
      level: 'fault',
      says: `${listed(closed.map(nameOf))} may not be read by pages of other sites.`,
      fix: advise('Let the web server send "Access-Control-Allow-Origin: *" with these files.'),
    },
  ];
}

function ways({ ways: tried }: Web, advise: Advise): readonly Finding[] {
  return (['websocket', 'xbosh'] as const).flatMap((rel): readonly Finding[] => {
    const some = tried.filter(({ link }) => link.rel === rel);
    if (some.length === 0) return [];
    const broken = some.filter(({ works }) => !works);
    const label = rel === 'websocket' ? 'WebSocket' : 'BOSH';
    return [
      {
        id: rel,
        title: `${label} that host-meta names`,
        level: broken.length > 0 ? 'fault' : 'good',
        says: (broken.length > 0 ? broken : some).map(({ link, says }) => `${link.href}: ${says}.`).join(' '),
        evidence: some.map(({ evidence }) => evidence),
        why: 'A client in a browser goes where the file says, and nowhere else.',
        ...(broken.length > 0
          ? {
              fix: advise(
                'Correct the address in host-meta, or make the server listen there, with a certificate for that name.',
              ),
            }
          : {}),
      },
    ];
  });
}

/** HTTP's times are in whole seconds; TLS, tokens and archives tolerate about a minute. */
const tolerated = 60_000;

export function judgeClock(
  clock: { readonly theirs: number; readonly ours: number } | undefined,
  said: string,
  advise: Advise,
): readonly Finding[] {
  if (clock === undefined) return [];
  const off = clock.theirs - clock.ours;
  const seconds = Math.round(Math.abs(off) / 1000);
  const isOff = Math.abs(off) > tolerated;
  return [
    {
      id: 'clock',
      title: 'Clock',
      level: isOff ? 'warning' : 'good',
      says: isOff
        ? `The clock of ${said} is ${seconds} seconds ${off > 0 ? 'ahead of' : 'behind'} this computer’s.`
        : `The clock of ${said} and this computer’s agree within a minute.`,
      evidence: [
        { came: `theirs: ${new Date(clock.theirs).toISOString()}\nours: ${new Date(clock.ours).toISOString()}` },
      ],
      why: 'With a wrong clock certificates seem expired or not yet valid, and messages stand in the wrong order.',
      ...(isOff
        ? {
            fix: advise(
              'See which of the two is wrong, and let it keep its time by NTP (timedatectl shows whether it does).',
            ),
          }
        : {}),
    },
  ];
}
