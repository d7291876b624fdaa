/** Node's WebSocket, which sends the origin of a page as browsers do by themselves. */
export function webSocketOfPage(origin: string): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, { protocols, headers: { origin } } as unknown as string);
    }
  };
}
