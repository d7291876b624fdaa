/**
 * Makes an account in Openfire's console, as its administrator does there: "Create New User". A process of its own, inside the
 * machine's network namespace, because the console listens for the machine itself only.
 * Arguments: the administrator's password, the name and the password of the new account.
 */

export {};

const [adminPassword = '', username = '', password = ''] = process.argv.slice(2);
const console_ = 'http://127.0.0.1:9090';
const cookies = new Map<string, string>();

async function ask(path: string, form?: URLSearchParams): Promise<Response> {
  const response = await fetch(`${console_}${path}`, {
    headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    redirect: 'manual',
    ...(form ? { method: 'POST', body: form } : {}),
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    cookies.set(key, value);
  }
  return response;
}

const csrf = (): string => cookies.get('csrf') ?? '';

async function make(): Promise<void> {
  await ask('/login.jsp');
  const login = { url: '/index.jsp', login: 'true', csrf: csrf(), username: 'admin', password: adminPassword };
  const entered = await ask('/login.jsp', new URLSearchParams(login));
  if (entered.status !== 302) throw new Error("the console does not let the guide's administrator in");
  await ask('/user-create.jsp');
  const user = { username, name: username, email: '', password, passwordConfirm: password };
  const form = new URLSearchParams({ csrf: csrf(), ...user, create: 'Create User' });
  const made = await ask(`/user-create.jsp?${form}`);
  const next = made.headers.get('location') ?? '';
  if (made.status === 302 && next.includes('success=true')) return;
  throw new Error(`the console did not make it (status ${made.status}${next ? `, leads to ${next}` : ''})`);
}

await make().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
