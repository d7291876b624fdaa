import { type Files, gunzip, unpackFiles } from '../bundle-format.ts';
import type { Progress } from '../types.ts';

/** Unpacks a bundle while it comes. Rejects with what to do when it could not be loaded. */
export async function downloadBundle(
  asked: Promise<Response>,
  onProgress: (progress: Progress) => void,
): Promise<Files> {
  const response = await asked.catch(() => null);
  if (!response?.ok || !response.body) {
    const answer = response ? ` (the web server answered ${response.status})` : '';
    throw new Error(`Prosody's files could not be loaded${answer}. Check the connection and load the page again.`);
  }
  const total = Number(response.headers.get('content-length') ?? 0);
  let loaded = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        loaded += chunk.length;
        onProgress({ phase: 'download', loaded, total });
        controller.enqueue(chunk);
      },
    }),
  );
  const packed = await gunzip(counted);
  onProgress({ phase: 'unpack' });
  return unpackFiles(packed);
}
