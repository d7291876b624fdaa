/** Asks for a slot (XEP-0363), uploads a few bytes, and loads them again, as a page of this origin may. */
import { attributeOf, textOf } from '../../stanza/index.ts';
import { saidOf } from '../asker.ts';
import { find, findAll } from '../elements.ts';
import type { Evidence } from '../types.ts';
import { type Subject, type Verdict, verdict, type World } from '../world.ts';

const upload = 'urn:xmpp:http:upload:0';
const content = 'A check of this server by Stanzabox. It can be deleted.\n';

export const uploads: Subject = {
  ids: ['upload', 'upload-works', 'upload-cors'],
  async judge(world) {
    const service = [world.server, ...world.services].find((each) => each.has(upload));
    const none = (says: string, ...evidence: readonly Evidence[]): readonly Verdict[] => [
      verdict('upload-works', 'unknown', says, ...evidence),
      verdict('upload-cors', 'unknown', says, ...evidence),
    ];
    if (service === undefined) {
      const says = 'The server lists no service for files.';
      return [verdict('upload', 'fault', says, world.serviceList.evidence), ...none(says, world.serviceList.evidence)];
    }
    const most = Number(service.extension(upload, 'max-file-size')?.[0]);
    const limit = most > 0 ? ` A file may have ${sizeOf(most)}.` : '';
    const listed = verdict('upload', 'good', `Files go to ${service.jid}.${limit}`, service.answer.evidence);
    const slot = await world.asker.ask(
      'get',
      `<request xmlns="${upload}" filename="stanzabox-check-${world.mark}.txt" size="${content.length}" content-type="text/plain"/>`,
      service.jid,
    );
    const [put, get] = [find(slot.stanza, 'put', upload), find(slot.stanza, 'get', upload)];
    const [to, from] = [put && attributeOf(put, 'url'), get && attributeOf(get, 'url')];
    if (to === undefined || from === undefined) {
      const says = `Asked for a place for a file, the server ${saidOf(slot)}.`;
      return [
        listed,
        verdict('upload-works', 'fault', says, slot.evidence),
        verdict('upload-cors', 'unknown', says, slot.evidence),
      ];
    }
    const headers = findAll(put, 'header').map((each): [string, string] => [
      attributeOf(each, 'name') ?? '',
      textOf(each).trim(),
    ]);
    return [listed, ...(await tryIt(world, { to, from, headers, slot: slot.evidence }))];
  },
};

interface Slot {
  readonly to: string;
  readonly from: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly slot: Evidence;
}

async function tryIt(world: World, { to, from, headers, slot }: Slot): Promise<readonly Verdict[]> {
  const { host } = URL.canParse(to) ? new URL(to) : { host: to };
  const sent = `PUT ${withoutQuery(to)}`;
  const request = {
    method: 'PUT',
    body: content,
    headers: { 'Content-Type': 'text/plain', ...Object.fromEntries(allowed(headers)) },
  };
  const stored = await attempt(world, to, request);
  if (stored === undefined) {
    const reaches = (await attempt(world, to, { mode: 'no-cors' })) !== undefined;
    const evidence = [
      slot,
      { sent, came: reaches ? 'The browser does not let this page upload there.' : 'No connection.' },
    ];
    return reaches
      ? [
          verdict('upload-works', 'unknown', `This page may not upload to ${host}, so it was not tried.`, ...evidence),
          verdict(
            'upload-cors',
            'warning',
            `${host} does not allow uploads from pages of other origins, or something else than the upload answers at that address.`,
            ...evidence,
          ),
        ]
      : [
          verdict(
            'upload-works',
            'fault',
            `No connection to ${host} could be made: the name, the port, a firewall or the certificate is wrong.`,
            ...evidence,
          ),
          verdict('upload-cors', 'unknown', `No connection to ${host} could be made.`, ...evidence),
        ];
  }
  const putEvidence: Evidence = { sent, came: `${stored.status} ${stored.statusText}`.trim() };
  if (!stored.ok)
    return [
      verdict('upload-works', 'fault', `${host} refuses the file with status ${stored.status}.`, slot, putEvidence),
      verdict('upload-cors', 'good', 'Pages of other origins may upload.', putEvidence),
    ];
  // XEP-0363 has no way to delete a file.
  world.leave(`A text file of ${content.length} bytes at ${from}. It goes when your server deletes old files.`);
  const loaded = await attempt(world, from, {});
  const text = loaded?.ok === true ? await loaded.text().catch(() => '') : '';
  const getEvidence: Evidence = {
    sent: `GET ${withoutQuery(from)}`,
    came:
      loaded === undefined
        ? 'The browser does not let this page read it, or no connection.'
        : `${loaded.status}\n${text.slice(0, 200)}`,
  };
  const evidence = [slot, putEvidence, getEvidence];
  if (loaded === undefined)
    return [
      verdict('upload-works', 'unknown', 'The file was stored, but this page may not load it again.', ...evidence),
      verdict(
        'upload-cors',
        'warning',
        `Pages of other origins may upload to ${host}, but not load what is there.`,
        ...evidence,
      ),
    ];
  return [
    text === content
      ? verdict('upload-works', 'good', 'A text file was stored, and came back the same.', ...evidence)
      : verdict('upload-works', 'fault', 'A text file was stored, and something else came back.', ...evidence),
    verdict('upload-cors', 'good', 'Pages of other origins may upload and load files.', ...evidence),
  ];
}

async function attempt({ web }: World, address: string, request: RequestInit): Promise<Response | undefined> {
  try {
    return await web(address, request);
  } catch {
    // A page is not told why: no connection, its certificate, or no Access-Control-Allow-Origin.
    return undefined;
  }
}

/** Only these may be asked for (XEP-0363 section 4). */
function allowed(headers: Slot['headers']): Slot['headers'] {
  return headers.filter(([name]) => /^(authorization|cookie|expires)$/i.test(name));
}

/** Whoever knows the query may upload. */
function withoutQuery(address: string): string {
  return address.replace(/\?.*$/s, '?…');
}

function sizeOf(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes >= 1 ? `${Math.round(mebibytes)} MiB` : `${Math.round(bytes / 1024)} KiB`;
}
