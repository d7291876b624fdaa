/** Two runs of every recipe at once, on one native Prosody over WebSocket: fresh names keep them from disturbing each other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { montague } from '../../../playground/sandbox/node.ts';
import { connectByWebSocket, freshNames, runRecipe, type StepResult } from '../../../playground/session/index.ts';
import { failureText } from '../../../src/commands/index.ts';
import { contentFolder, findRecipes, readRecipe } from '../../../src/content/index.ts';
import { recipeSteps } from '../../../src/lesson/index.ts';
import { type NativeServer, startNativeOnPorts } from '../../sandbox/native.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';

const problem = await nativeProblem();
if (problem !== null) console.warn(`SKIPPED: two runs at once on one server: ${problem}`);

const paths = await findRecipes(contentFolder, []);
const marks = (index: number) => [`r${index}a9`, `r${index}b9`] as const;
const hosts = { 'montague.example': 'example.com', 'capulet.example': 'example.net' };
const password = 'wherefore';

let native: NativeServer | undefined;
let port = 0;

beforeAll(async () => {
  if (problem !== null) return;
  const all = paths.flatMap((_, index) => marks(index));
  const admins = all.map((mark) => `"romeo-${mark}@example.com"`).join('; ');
  const config = montague.config
    .replaceAll('montague.example', 'example.com')
    .replace(/^admins = .*$/m, `admins = { ${admins} }`)
    .replace('modules_enabled = {', 'modules_enabled = {\n\t"websocket";')
    .concat('\nVirtualHost "example.net"\n');
  const started = await startNativeOnPorts(1, ([http]) => ({
    config: `http_ports = { ${http} }\nhttp_interfaces = { "127.0.0.1" }\nhttp_default_host = "example.com"\n${config}`,
    accounts: all.flatMap((mark) => [
      ...['romeo', 'juliet', 'mercutio', 'nurse'].map((name) => ({ jid: `${name}-${mark}@example.com`, password })),
      { jid: `juliet-${mark}@example.net`, password },
    ]),
  }));
  native = started.server;
  port = started.ports[0] ?? 0;
});
afterAll(async () => native?.stop());

describe.skipIf(problem !== null)('on a server that others use', () => {
  it.each(paths.map((path, index) => [path, index] as const))('%s runs twice at once', async (path, index) => {
    const page = await readRecipe(contentFolder, path);
    if (!('lesson' in page)) throw new Error('the page cannot be read');
    const play = async (mark: string): Promise<string[]> => {
      const connect = connectByWebSocket({
        urlOf: () => `ws://127.0.0.1:${port}/xmpp-websocket`,
        passwordOf: () => password,
      });
      const results: StepResult[] = [];
      const names = freshNames({ hosts, mark });
      for await (const result of runRecipe(recipeSteps(page.lesson), { connect, names })) results.push(result);
      return results.filter(({ status }) => status === 'failed').map((result) => failureText(page, result));
    };
    expect(await Promise.all(marks(index).map(play))).toEqual([[], []]);
  });
});
