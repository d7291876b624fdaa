/** What `up` tells the host when the machines are ready: the file `up.json` in the run's folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, writeWhole } from './files.ts';

const readySchema = z.strictObject({
  page: z.string().min(1),
  machines: z.array(z.strictObject({ name: z.string(), v4: z.string(), v6: z.string() })),
  webSocket: z
    .string()
    .optional()
    .describe("Path of the server's WebSocket, reached through the unix socket `web.sock` in the run's folder."),
});

export type Ready = z.infer<typeof readySchema>;

const fileIn = (folder: string): string => join(folder, 'up.json');

/** @param folder the run's folder */
export const tellReady = (folder: string, ready: Ready): Promise<void> =>
  writeWhole(fileIn(folder), JSON.stringify(ready));

/**
 * Undefined while the machines are not ready, and of a run that is not `up`.
 * @throws Error with the way out when another version of the lab wrote it
 */
export async function readyOf(folder: string): Promise<Ready | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const ready = parseJson(text, readySchema);
  if (!ready)
    throw new Error(
      `${fileIn(folder)} is not what this version of the lab writes. End that lab by the version that started it (npm run lab -- down --all).`,
    );
  return ready;
}
