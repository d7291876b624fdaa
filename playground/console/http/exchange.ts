import type { BytePipe } from '../../sandbox/types.ts';
import { type HttpRequest, type HttpResponse, writeRequest } from './message.ts';
import { HttpProblem, ResponseReader } from './response-reader.ts';

/**
 * Sends a request on a connection of its own. Resolves to the response, also when it refuses; a server may answer before it has
 * read the whole body. Rejects in plain words when what comes is no response.
 */
export function exchange(pipe: BytePipe, request: HttpRequest): Promise<HttpResponse> {
  const reader = new ResponseReader();
  return new Promise((resolve, reject) => {
    let isOver = false;
    pipe.onData = (bytes) => {
      if (isOver) return;
      try {
        const response = reader.take(bytes);
        if (response === undefined) return;
        resolve(response);
      } catch (error) {
        reject(error instanceof HttpProblem ? error : new HttpProblem(String(error)));
      }
      isOver = true;
      if (bytes !== null) pipe.close();
    };
    pipe.send(writeRequest(request));
  });
}
