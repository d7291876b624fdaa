/** The sandbox that the tests of a file share. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { cast, clientPort } from '../../playground/cast.ts';
import {
  type LocalSandbox,
  type LogLine,
  montague,
  type SandboxOptions,
  startInNode,
} from '../../playground/sandbox/node.ts';
import { Wire } from './wire.ts';

export interface SharedSandbox {
  readonly box: LocalSandbox;
  /** All lines of the servers' logs so far. */
  readonly log: LogLine[];
  connect(server?: string): Promise<Wire>;
  /** Signs an account of the cast in and binds the resource. */
  login(jid: string, resource?: string): Promise<Wire>;
}

/**
 * Starts a sandbox before the tests of the file that calls this, and stops it after them.
 * @param fresh whether each test gets a sandbox of its own
 */
export function useSandbox(options: SandboxOptions = { servers: [montague] }, fresh = false): SharedSandbox {
  let box: LocalSandbox | undefined;
  const log: LogLine[] = [];
  const [before, after] = fresh ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    box = await startInNode(options);
    box.onLog((line) => log.push(line));
  });
  after(() => box?.stop());
  const running = (): LocalSandbox => {
    if (box === undefined) throw new Error('The sandbox is there in tests only, after it was started.');
    return box;
  };
  return {
    get box() {
      return running();
    },
    log,
    connect: (server) => connect(running(), server),
    login: (jid, resource) => login(running(), jid, resource),
  };
}

export async function connect(box: LocalSandbox, server: string = montague.name): Promise<Wire> {
  return new Wire(await box.connect(server, clientPort));
}

export async function login(box: LocalSandbox, jid: string, resource = 'garden'): Promise<Wire> {
  const member = cast.find(({ local, host }) => `${local}@${host}` === jid);
  if (member === undefined) throw new Error(`${jid} is not one of the cast.`);
  const wire = await connect(box, member.host);
  expect(await wire.login(jid, member.password, resource)).toContain(`<jid>${jid}/${resource}</jid>`);
  return wire;
}
