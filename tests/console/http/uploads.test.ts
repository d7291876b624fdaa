/** Uploads (XEP-0363): the server in the tab answers as native Prosody does, over XMPP and over HTTP. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withUploads } from '../../../playground/console/configuration/uploads.ts';
import { exchange } from '../../../playground/console/http/exchange.ts';
import type { Headers, HttpRequest, HttpResponse } from '../../../playground/console/http/message.ts';
import { readSlot, type Slot } from '../../../playground/console/http/slot.ts';
import { type BytePipe, type LocalSandbox, montague, startInNode } from '../../../playground/sandbox/node.ts';
import { canonical } from '../../sandbox/canonical.ts';
import { connectTo, type NativeServer, startNativeOnPorts } from '../../sandbox/native.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { Wire } from '../../sandbox/wire.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison of uploads with native Prosody. ${problem}`);

const config = withUploads(montague.config, montague.name)
  .replace('"admin_shell";', '"admin_shell"; "websocket"; "bosh";')
  .replace('1024 * 1024', '1000')
  .concat('\thttp_file_share_allowed_file_types = { "text/plain"; "image/*" }\n\thttp_file_share_daily_quota = 5000\n');

/** One of the two servers. */
interface Side {
  readonly wire: Wire;
  readonly http: () => Promise<BytePipe>;
}

let box: LocalSandbox;
let native: NativeServer;
let sides: readonly [sandbox: Side, native: Side];

beforeAll(async () => {
  if (problem) return;
  box = await startInNode({ servers: [{ ...montague, config }] });
  const started = await startNativeOnPorts(1, ([port]) => ({
    // The address in slots is the tab's: it is compared, and nobody looks it up.
    config: `http_ports = { ${port} }\nhttp_external_url = "http://share.montague.example:5280/"\n${config}`,
    accounts: montague.accounts ?? [],
  }));
  native = started.server;
  const [port = 0] = started.ports;
  const signIn = async (pipe: BytePipe): Promise<Wire> => {
    const wire = new Wire(pipe);
    await wire.login('romeo@montague.example', 'orchard', 'garden');
    return wire;
  };
  sides = [
    { wire: await signIn(await box.connect(montague.name, 5222)), http: () => box.connect(montague.name, 5280) },
    { wire: await signIn(await native.connect()), http: () => connectTo(port) },
  ];
});
afterAll(async () => {
  await box?.stop();
  await native?.stop();
});

let ids = 0;

function ask(side: Side, attributes: string): Promise<string> {
  ids += 1;
  const request = `<request xmlns="urn:xmpp:http:upload:0" ${attributes}/>`;
  return side.wire.ask(
    `<iq type="get" to="share.montague.example" id="slot-${ids}">${request}</iq>`,
    new RegExp(`id='slot-${ids}'[\\s\\S]*</iq>`),
  );
}

async function slotOf(side: Side, attributes: string): Promise<Slot> {
  const slot = readSlot(await ask(side, attributes));
  if (slot === undefined) throw new Error(`No slot for ${attributes}.`);
  return slot;
}

async function over(side: Side, request: HttpRequest): Promise<HttpResponse> {
  return exchange(await side.http(), request);
}

/** Without what is new each time: ids of slots and requests, tokens, times. */
function same(text: string): string {
  return text
    .replaceAll(/slot-\d+/g, 'slot')
    .replaceAll(/[0-9a-f]{8}(?:(?:%2d|-)[0-9a-f]{4}){3}(?:%2d|-)[0-9a-f]{12}/g, 'SLOT')
    .replaceAll(/Bearer [\w.-]+/g, 'Bearer TOKEN')
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, 'TIME');
}

/** A stanza, in an order: Lua's tables have none. */
function plain(stanza: string): string {
  return same(canonical(stanza).join());
}

/** Pages for people who come to an address that is none, with one of several jokes in them. */
function seen({ status, reason, headers, body }: HttpResponse): unknown {
  const known = headers.filter(([name]) => name !== 'X-Request-Id' && name !== 'Content-Length');
  const page = new TextDecoder().decode(body);
  return {
    status: `${status} ${reason}`,
    headers: known.map(([name, value]) => `${name}: ${inOrder(name, same(value))}`).sort(),
    body: page.startsWith('<!DOCTYPE') ? (/<p class="extra">(.*)<\/p>/.exec(page)?.[1] ?? 'a page') : page,
  };
}

/** Lists of names, which Lua's tables keep in no order. */
function inOrder(name: string, value: string): string {
  return name.startsWith('Access-Control-Allow-') ? value.split(', ').sort().join(', ') : value;
}

async function both<T>(script: (side: Side) => Promise<T>): Promise<T> {
  const [sandbox, native] = [await script(sides[0]), await script(sides[1])];
  expect(sandbox).toEqual(native);
  return sandbox;
}

const body = new TextEncoder().encode('Wherefore art thou?');
const text = `filename="a.txt" size="${body.length}" content-type="text/plain"`;

describe.skipIf(problem !== null)('as native Prosody', () => {
  test.each([
    [text, '/a.txt'],
    ['filename="très cool/a.txt" size="3"', 'bad-request'],
    ['filename="tr&#232;s cool ☃.png" size="3" content-type="image/png"', '/tr%C3%A8s%20cool%20%E2%98%83.png'],
    ['filename="a&lt;b&gt;&amp;\'.txt" size="3" content-type="text/plain"', "/a%3Cb%3E&'.txt"],
    ['size="3" content-type="text/plain"', 'Invalid filename'],
    ['filename="a.txt" content-type="text/plain"', 'positive integer'],
    ['filename="a.txt" size="-1" content-type="text/plain"', 'positive integer'],
    ['filename="a.txt" size="1.5" content-type="text/plain"', 'positive integer'],
    ['filename="a.txt" size="0" content-type="text/plain"', 'Bearer TOKEN'],
    ['filename="a.txt" size="1001" content-type="text/plain"', 'max-file-size>"1000"'],
    ['filename="a.exe" size="3" content-type="application/x-msdownload"', 'File type not allowed'],
    ['filename="a.bin" size="3"', 'File type not allowed'],
  ])('asked for a slot with %s', async (attributes, answer) => {
    expect(await both(async (side) => plain(await ask(side, attributes)))).toContain(answer);
  });

  test('the service and its limit are found by disco', async () => {
    const found = await both((side) =>
      side.wire
        .ask(
          '<iq type="get" to="share.montague.example" id="info"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
          /<\/iq>/,
        )
        .then(plain),
    );
    expect(found).toContain('value>"1000"');
  });

  test('a file goes there and comes back, once', async () => {
    const [early, put, again, got] = await both(async (side) => {
      const slot = await slotOf(side, text);
      const get = { method: 'GET', url: slot.get, headers: [] } as const;
      const upload = { method: 'PUT', url: slot.put, headers: slot.headers, body } as const;
      return [
        seen(await over(side, get)),
        seen(await over(side, upload)),
        seen(await over(side, upload)),
        seen(await over(side, get)),
        seen(await over(side, { ...get, headers: [['Range', 'bytes=10-']] })),
        seen(await over(side, { ...get, headers: [['Range', 'bytes=900-']] })),
      ];
    });
    expect(early).toMatchObject({ status: '410 Gone' });
    expect(put).toMatchObject({ status: '201 Created', body: '' });
    expect(again).toMatchObject({ status: '409 Conflict', body: 'Upload already completed' });
    expect(got).toMatchObject({ status: '200 OK', body: 'Wherefore art thou?' });
  });

  test('bytes are bytes: all 256 come back', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at);
    await both(async (side) => {
      const slot = await slotOf(side, 'filename="a.png" size="256" content-type="image/png"');
      await over(side, { method: 'PUT', url: slot.put, headers: slot.headers, body: all });
      const got = await over(side, { method: 'GET', url: slot.get, headers: [] });
      expect(got.body).toEqual(all);
      return seen(got);
    });
  });

  test.each<
    [string, (slot: Slot) => { readonly headers?: Headers; readonly body?: Uint8Array; readonly path?: string }, string]
  >([
    ['without the slot’s header', () => ({ headers: [] }), '401'],
    ['with a token that nobody signed', () => ({ headers: [['Authorization', 'Bearer a.b.c']] }), '403'],
    ['with another slot’s address', () => ({ path: '/file_share/00000000-0000-0000-0000-000000000000/a.txt' }), '403'],
    ['too large', () => ({ body: new Uint8Array(body.length + 1) }), '413'],
    ['too small', () => ({ body: body.slice(1) }), '413'],
    [
      'of another type, which it does not look at',
      (slot) => ({ headers: [...slot.headers, ['Content-Type', 'image/png']] }),
      '201',
    ],
  ])('refuses or takes what is uploaded %s', async (_, change, status) => {
    const answer = await both(async (side) => {
      const slot = await slotOf(side, text);
      const { path, ...rest } = change(slot);
      const url = path === undefined ? slot.put : new URL(path, slot.put);
      return seen(await over(side, { method: 'PUT', url, headers: slot.headers, body, ...rest }));
    });
    expect(answer).toMatchObject({ status: expect.stringContaining(status) });
  });

  test('an address that never was is not found, and a day has its quota', async () => {
    const url = new URL('http://share.montague.example:5280/file_share/no-slot/a.txt');
    expect(await both(async (side) => seen(await over(side, { method: 'GET', url, headers: [] })))).toMatchObject({
      status: '404 Not Found',
    });
    const large = 'filename="a.txt" size="1000" content-type="text/plain"';
    const answers = await both(async (side) => {
      const said: string[] = [];
      for (let asked = 0; asked < 6; asked += 1) said.push(plain(await ask(side, large)));
      return said;
    });
    expect(answers.at(-1)).toContain('Daily quota reached');
  });
});

describe.skipIf(problem !== null)('beside it', () => {
  test('BOSH answers (XEP-0124)', async () => {
    const session =
      "<body xmlns='http://jabber.org/protocol/httpbind' to='montague.example' rid='1' wait='60' hold='1' ver='1.6' xml:lang='en'/>";
    const answer = await both(async (side) => {
      const pipe = new Wire(await side.http());
      const said = await pipe.ask(
        `POST /http-bind HTTP/1.1\r\nHost: montague.example\r\nContent-Type: text/xml\r\nContent-Length: ${session.length}\r\n\r\n${session}`,
        /<\/body>/,
      );
      pipe.close();
      return { status: said.split('\r\n')[0], mechanisms: said.match(/<mechanism>[^<]*/g)?.sort() };
    });
    expect(answer.status).toBe('HTTP/1.1 200 OK');
    expect(answer.mechanisms).toContain('<mechanism>SCRAM-SHA-1');
  });

  test('a WebSocket opens (RFC 7395)', async () => {
    const answer = await both(async (side) => {
      const pipe = new Wire(await side.http());
      const key = 'dGhlIHNhbXBsZSBub25jZQ==';
      const said = await pipe.ask(
        `GET /xmpp-websocket HTTP/1.1\r\nHost: montague.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n`,
        /\r\n\r\n/,
      );
      pipe.close();
      return { status: said.split('\r\n')[0], accept: /Sec-WebSocket-Accept: (.*)\r/i.exec(said)?.[1] };
    });
    // The answer to the key of RFC 6455 section 1.3.
    expect(answer).toEqual({ status: 'HTTP/1.1 101 Switching Protocols', accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' });
  });
});
