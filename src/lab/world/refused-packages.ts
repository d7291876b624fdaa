/** Packages that apt refused because they are not what the archive signed: they must not come from the cache a second time. */
import { request } from 'node:http';
import { mirrorNames } from '../paths.ts';

const hosts = mirrorNames.map((name) => name.replaceAll('.', '\\.')).join('|');
const refusal = new RegExp(
  `Failed to fetch (http://(?:${hosts})/\\S+)\\s+(?:Hash Sum mismatch|File has unexpected size)`,
  'g',
);

/** Addresses in what apt printed. Pure. */
export const refusedPackages = (output: string): readonly string[] => [
  ...new Set([...output.matchAll(refusal)].map(([, url = '']) => url)),
];

/** Has the mirror relay forget these. To be called inside the world, where the mirror's names lead to the relay. */
export async function forgetPackages(urls: readonly string[]): Promise<void> {
  for (const url of urls)
    await new Promise<void>((resolve, reject) => {
      request(url, { method: 'DELETE' }, (answer) => answer.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
}
