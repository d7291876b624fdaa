/** The little of W3C WebDriver that the tests need (https://www.w3.org/TR/webdriver2/), over fetch. */

export interface Session {
  ask(method: 'GET' | 'POST' | 'DELETE', command: string, body?: unknown): Promise<unknown>;
}

async function call(address: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(address, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`The driver refused ${method} ${new URL(address).pathname}: ${error} ${message}`);
}

/** @param driver where the driver listens, without a slash at its end */
export async function newSession(driver: string, capabilities: object): Promise<Session> {
  const value = await call(`${driver}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
  const { sessionId } = value as { sessionId: string };
  return { ask: (method, command, body) => call(`${driver}/session/${sessionId}${command}`, method, body) };
}

/** Section 17.4.2 (keyboard actions): keys without a character of their own are in a private area of Unicode. */
const codes: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  '\n': '\uE007',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  F6: '\uE036',
};

const down = (key: string) => ({ type: 'keyDown', value: codes[key] ?? key });
const up = (key: string) => ({ type: 'keyUp', value: codes[key] ?? key });

/** A body for `/actions`: these keys pressed together, and let go. */
export const pressed = (keys: readonly string[]): object => ({
  actions: [{ type: 'key', id: 'keyboard', actions: [...keys.map(down), ...keys.toReversed().map(up)] }],
});

/** A body for `/actions`: these characters, one key after the other. */
export const typed = (text: string): object => ({
  actions: [{ type: 'key', id: 'keyboard', actions: [...text].flatMap((key) => [down(key), up(key)]) }],
});

/** A body for `/actions`: a click at a place in the window. */
export const clicked = (x: number, y: number): object => ({
  actions: [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration: 0 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ],
});
