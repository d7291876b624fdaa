/** Runs recipes against the server of a page whose machines are up. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectByWebSocket, freshNames, newMark, RecipeRun, runRecipe } from '../../../playground/session/index.ts';
import type { Page } from '../../content/index.ts';
import {
  type RecipeResult,
  type RecipeRunFacts,
  recipeResult,
  recipeSteps,
  type ServerName,
} from '../../lesson/index.ts';
import { address } from '../paths.ts';
import type { RunningPage } from '../run/page.ts';
import { accountMaker, accountPassword, type MakeAccount } from '../servers/accounts.ts';
import { labServers } from '../servers/table.ts';
import { openWebSocketProxy } from '../servers/websocket.ts';
import { relay } from '../world/relay.ts';
import { castOf } from './cast.ts';

/** Hosts of the recipes and of the lab. */
const hosts = { 'montague.example': 'example.com', 'capulet.example': 'example.net' } as const;

/** Where the accounts of one domain are: a WebSocket of the lab's own loopback, and how accounts are made there. */
interface Endpoint {
  readonly url: string;
  readonly make: MakeAccount;
}

/** A server that recipes are run against. */
export interface ServerUnderTest {
  readonly server: ServerName;
  /** As the server names itself (XEP-0092). */
  readonly version: string;
  run(recipe: Page): Promise<RecipeResult>;
  close(): Promise<void>;
}

/** Opens the ways to the server at example.com, and to the friend at example.net where there is one. */
export async function openServerUnderTest(server: ServerName, running: RunningPage): Promise<ServerUnderTest> {
  const { machines, folder, lab, network } = running;
  const authorities = join(folder, 'authorities.pem');
  await writeFile(authorities, [...lab.authorities.values()].join('\n'));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers) await closer();
  };
  const reach = async (name: string, software: ServerName, domain: string): Promise<Endpoint> => {
    const machine = machines.get(name);
    if (!machine) throw new Error(`there is no machine "${name}"`);
    const socket = join(folder, `${name}.sock`);
    // As a client on another computer: what a server allows its own machine only is not allowed here.
    const from = { namespace: network.name, address: address.v4(running.frozen.get(name)?.last ?? 0), authorities };
    closers.push(
      await openWebSocketProxy(machine, socket, { software, names: [`xmpp.${domain}`, domain], fromOutside: from }),
    );
    const port = await relay('127.0.0.1', 0, socket);
    return {
      url: `ws://127.0.0.1:${port}${labServers[software].webSocket.path}`,
      make: accountMaker(software, machine),
    };
  };
  try {
    const endpoints = new Map<string, Endpoint>([['example.com', await reach('server', server, 'example.com')]]);
    const friend = machines.get('friend');
    if (friend) {
      // Nothing but recipes asks the friend for a WebSocket, so it is opened here.
      await friend.look(['prosodyctl', 'shell', 'module', 'load', 'websocket', 'example.net']);
      endpoints.set('example.net', await reach('friend', 'prosody', 'example.net'));
    }
    const version = await askVersion(endpoints);
    return { server, version, close, run: (recipe) => runOn(recipe, server, version, endpoints) };
  } catch (error) {
    await close();
    throw error;
  }
}

function endpointOf(endpoints: ReadonlyMap<string, Endpoint>, host: string): Endpoint {
  const found = [...endpoints].find(([domain]) => host === domain || host.endsWith(`.${domain}`))?.[1];
  if (!found) throw new Error(`no server of the lab answers for ${host}`);
  return found;
}

const connectTo = (endpoints: ReadonlyMap<string, Endpoint>) =>
  connectByWebSocket({ urlOf: (host) => endpointOf(endpoints, host).url, passwordOf: () => accountPassword });

async function makeCast(
  endpoints: ReadonlyMap<string, Endpoint>,
  cast: readonly string[],
  mark: string,
): Promise<void> {
  for (const jid of cast) {
    const [name = '', home = ''] = jid.split('@');
    const host = hosts[home as keyof typeof hosts];
    await endpointOf(endpoints, host).make(`${name}-${mark}`, host);
  }
}

async function askVersion(endpoints: ReadonlyMap<string, Endpoint>): Promise<string> {
  const mark = newMark();
  await makeCast(endpoints, ['romeo@montague.example'], mark);
  const run = new RecipeRun({ connect: connectTo(endpoints), names: freshNames({ hosts, mark }) });
  const ask = '<iq type="get" to="montague.example" id="version"><query xmlns="jabber:iq:version"/></iq>';
  const hear =
    '<iq type="result" id="version"><query xmlns="jabber:iq:version"><version>{version}</version></query></iq>';
  try {
    await run.step({ id: 's1', line: 1, kind: 'send', as: 'romeo', xml: ask });
    const base = { id: 's2', line: 2, as: 'romeo', within: 10_000, exact: false, nothing: false } as const;
    const told = await run.step({ ...base, kind: 'receive', xml: hear });
    const version = told.captures.version;
    if (version === undefined) throw new Error(`the server does not say its version: ${told.reason ?? ''}`);
    return version;
  } finally {
    await run.close();
  }
}

async function runOn(
  recipe: Page,
  server: ServerName,
  version: string,
  endpoints: ReadonlyMap<string, Endpoint>,
): Promise<RecipeResult> {
  const mark = newMark();
  const all = recipeSteps(recipe.lesson);
  await makeCast(endpoints, castOf(all), mark);
  const date = new Date();
  const began = performance.now();
  const steps: RecipeRunFacts['steps'][number][] = [];
  // The way into the lab has another number each time, and is of no use to a reader.
  const urls = [...endpoints.values()].map(({ url }) => url);
  const plain = (text: string): string => urls.reduce((told, url) => told.replaceAll(url, 'the server'), text);
  // Every reply is recorded, also those after one that differs.
  const names = freshNames({ hosts, mark });
  for await (const result of runRecipe(all, { connect: connectTo(endpoints), names, goOn: true })) {
    const { reason } = result;
    steps.push(reason === undefined ? result : { ...result, reason: plain(names.incoming(reason)) });
  }
  return recipeResult(recipe.lesson, { server, version, date, milliseconds: performance.now() - began, steps });
}
